import {verifyCredentials} from '../app/verify-credentials.ts'
import type {CommandOutput} from './command-output.ts'
import {type ExitCode, exitCodeOfVerification} from './exit-code.ts'
import {asksNodes, type FromNodeFlagValues} from './from-node-flags.ts'
import {type RegistryFlagValues, registriesOf} from './registry-flags.ts'
import {readVerifyInput, type VerifyFlagValues} from './verify-input.ts'

type Flags = VerifyFlagValues &
  RegistryFlagValues &
  FromNodeFlagValues & {readonly advice: boolean; readonly output: string}

/** Prints what registries say to the logins that are named, or what nodes do. */
export async function runVerify(flags: Flags, names: readonly string[], output: CommandOutput): Promise<ExitCode> {
  const isAskingNodes = asksNodes(flags)
  const {warnings, listener} = output
  const {subject, scope} = await readVerifyInput(flags, names, listener.warn)
  for (const text of warnings) listener.warn(text)
  if (isAskingNodes) {
    const {verifyFromNodes} = await import('./verify-from-nodes.ts')
    return verifyFromNodes(flags, {subject, scope}, output)
  }
  const report = await output.watch(async (onProgress) => {
    const registries = await registriesOf(flags, onProgress)
    const {ask, askLogin, askGrants} = registries
    const advice = flags.advice ? {advice: askGrants} : {}
    const options = {scope, images: flags.image ?? [], ask, askLogin, warnings, ...advice}
    const report = await verifyCredentials(subject, options)
    await registries.close()
    return report
  })
  await output.printReport(report)
  return exitCodeOfVerification(report)
}
