import type {ProbeOutcome} from '../../registry/probe.ts'
import type {Diagnosis} from '../diagnosis.ts'
import type {Evidence} from '../finding.ts'
import type {PullCase} from '../pull-case.ts'
import {changeImage} from '../remedy.ts'
import {statedCause, statedFacts} from '../stated-cause.ts'

export const platformMismatch: Diagnosis = {
  code: 'ICR1308',
  cause: 'platform-mismatch',
  severity: 'error',
  summary: "the image has no variant for the node's platform",
  needs: [...statedFacts, 'node'],
  supersedes: ['tag-not-found', 'digest-not-found', 'repository-not-found'],
  examine(pullCase) {
    const {plan, node} = pullCase
    const platform = platformOf(node)
    const words = () => ({
      message: `image "${plan.container.image}" ${wordsAhead(pullCase) ?? wordsOfNode(platform)}`,
      remedies: [
        changeImage(plan, 'Name an image that is built for this platform, or build this one for it.'),
        {
          step: 'Or keep the Pod on nodes of the right kind, with nodeSelector kubernetes.io/arch and kubernetes.io/os.',
        },
      ],
    })
    return statedCause(pullCase, 'platform-mismatch', words, (outcome) =>
      plan.pod.platforms ? lackAhead(outcome, plan.pod.platforms) !== undefined : lacksPlatform(outcome, platform),
    ).map((finding) => ({...finding, evidence: [...finding.evidence, ...nodeEvidence(node)]}))
  },
  explanation: `What you see
  containerd's "no match for platform in manifest sha256:...: not found", CRI-O's "no image found in manifest list for
  architecture ...", Docker's "no matching manifest for linux/arm64".

Why it happens
  The tag is an index of several images, and none is for the operating system and architecture of the node: an image
  built on an Apple machine is arm64 only, one of a build server amd64 only, and a Windows image is for Windows nodes
  of its own version.

How to fix it
  See what there is, and what the node is:
    docker buildx imagetools inspect IMAGE
    kubectl get node NODE -o jsonpath='{.status.nodeInfo.operatingSystem}/{.status.nodeInfo.architecture}'
  Build for both (docker buildx build --platform linux/amd64,linux/arm64 --push), or select the nodes:
    nodeSelector: {kubernetes.io/arch: amd64}

When this is not the cause
  An image that is not an index is pulled on any node, and its program then fails with "exec format error": the Pod is
  in CrashLoopBackOff. The words "not found" at the end of containerd's message mean nothing here.
`,
}

function wordsOfNode(platform: string): string {
  return `has no build for the node's platform${platform === '' ? '' : ` (${platform})`}`
}

/** A Pod that is not applied yet has no node, and may come to nodes of several platforms. */
function wordsAhead({plan, outcomes}: PullCase): string | undefined {
  const {platforms} = plan.pod
  if (platforms === undefined) return undefined
  return outcomes.attempts.flatMap(({outcome}) => lackAhead(outcome, platforms) ?? [])[0]
}

/** What an image lacks for nodes of these platforms, as the registry's answer shows it. */
function lackAhead(outcome: ProbeOutcome, platforms: readonly string[]): string | undefined {
  if (outcome.kind !== 'readable' || outcome.content === undefined) return undefined
  const {missingPlatforms, otherPlatform} = outcome.content
  const missing = platforms.filter((platform) => missingPlatforms.includes(platform))
  if (missing.length > 0) return `has no build for ${missing.join(', ')}, where the Pod may be scheduled`
  if (otherPlatform === undefined) return undefined
  return `is for ${otherPlatform} alone, and the Pod is scheduled to ${platforms.join(' or ')}: its programs do not start there`
}

/** An index that the registry serves, and in it nothing for the node, as far as its platform is known. */
function lacksPlatform(outcome: ProbeOutcome, platform: string): boolean {
  if (outcome.kind !== 'readable') return false
  if (platform !== '' && outcome.content) return outcome.content.missingPlatforms.includes(platform)
  if (outcome.platforms === undefined) return false
  return platform === '' || !outcome.platforms.some((each) => each === platform || each.startsWith(`${platform}/`))
}

function platformOf(node: PullCase['node']): string {
  return [node?.operatingSystem, node?.architecture].filter((part) => part !== undefined).join('/')
}

function nodeEvidence(node: PullCase['node']): readonly Evidence[] {
  const platform = platformOf(node)
  if (node === undefined || platform === '') return []
  return [{kind: 'field', object: `node/${node.name}`, path: 'status.nodeInfo', value: platform}]
}
