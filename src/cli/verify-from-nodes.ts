import type {CommandOutput} from './command-output.ts'
import {type ExitCode, exitCodeOfVerification} from './exit-code.ts'
import {ExpectedError} from './expected-error.ts'
import type {FromNodeFlagValues} from './from-node-flags.ts'
import {exitCodeOfAsking, type NodeRequest, nodePods, pullByNodes} from './from-nodes.ts'
import {podsText} from './pods-text.ts'
import {type RegistryFlagValues, registriesOf} from './registry-flags.ts'
import type {VerifyFlagValues, VerifyInput} from './verify-input.ts'

type Flags = VerifyFlagValues & FromNodeFlagValues & RegistryFlagValues & {readonly output: string}

/** Prints the report of what the nodes say, or for a dry run the Pods. */
export async function verifyFromNodes(flags: Flags, input: VerifyInput, output: CommandOutput): Promise<ExitCode> {
  const {snapshot, request} = requestOf(input, flags.image)
  if (flags['dry-run'] === 'client') {
    output.print(await podsText(await nodePods(flags, [request]), flags.output))
    return 0
  }
  const registries = await registriesOf(flags)
  try {
    const options = {snapshot, scope: input.scope, ask: registries.ask, output}
    const {reports, ...ending} = await pullByNodes(flags, [request], options)
    for (const report of reports) await output.printReport(report)
    const codes = reports.map(exitCodeOfVerification)
    return exitCodeOfAsking(ending, codes.includes(1) ? 1 : 0, flags)
  } finally {
    await registries.close()
  }
}

/** A node is asked about one Secret at a time: with two, nobody could tell whose login the registry took. */
function requestOf({subject}: VerifyInput, given: readonly string[] | undefined) {
  if (subject.kind !== 'secrets')
    throw new ExpectedError('a node pulls with a Secret: name one instead of --server or --anonymous')
  const {secrets, snapshot} = subject
  const [secret, ...others] = secrets
  if (secret === undefined || others.length > 0)
    throw new ExpectedError('nodes pull with one Secret at a time: name one')
  const {namespace, name} = secret
  const users = snapshot.pods.filter(({pullSecretNames}) => pullSecretNames.includes(name))
  const used = users.flatMap(({containers}) => containers.map(({image}) => image))
  const images = [...new Set(given ?? used)]
  if (images.length === 0) {
    throw new ExpectedError('no Pod pulls with this Secret, so there is no image to ask for', {
      nextSteps: ['Name one with --image.'],
    })
  }
  const request: NodeRequest = {namespace, pullSecrets: [name], images}
  return {snapshot, request}
}
