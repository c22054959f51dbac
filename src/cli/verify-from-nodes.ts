import type {Report} from '../report/report.ts'
import {ExpectedError} from './expected-error.ts'
import type {FromNodeFlagValues} from './from-node-flags.ts'
import {type AskingOptions, type NodeRequest, nodePods, pullByNodes} from './from-nodes.ts'
import {podsText} from './pods-text.ts'
import {type RegistryFlagValues, registriesOf} from './registry-flags.ts'
import type {VerifyFlagValues, VerifyInput} from './verify-input.ts'

type Flags = VerifyFlagValues & FromNodeFlagValues & RegistryFlagValues & {readonly output: string}

/** The report of what the nodes say, or for a dry run the Pods as they are to be printed. */
export async function verifyFromNodes(
  flags: Flags,
  input: VerifyInput,
  options: Omit<AskingOptions, 'ask'>,
): Promise<Report | string> {
  const request = requestOf(input, flags.image)
  if (flags['dry-run'] === 'client') return podsText(await nodePods(flags, request), flags.output)
  const registries = await registriesOf(flags)
  try {
    return await pullByNodes(flags, request, {...options, ask: registries.ask})
  } finally {
    await registries.close()
  }
}

/** A node is asked about one Secret at a time: with two, nobody could tell whose login the registry took. */
function requestOf({subject, scope}: VerifyInput, given: readonly string[] | undefined): NodeRequest {
  if (subject.kind !== 'secrets')
    throw new ExpectedError('a node pulls with a Secret: name one instead of --server or --anonymous')
  const {secrets, snapshot} = subject
  const [secret, ...others] = secrets
  if (secret === undefined || others.length > 0)
    throw new ExpectedError('nodes pull with one Secret at a time: name one')
  const {namespace, name} = secret
  const users = snapshot.pods.filter(({pullSecretNames}) => pullSecretNames.includes(name))
  const used = users.flatMap(({containers}) => containers.map(({image}) => image))
  return {snapshot, scope, namespace, pullSecrets: [name], images: [...new Set(given ?? used)]}
}
