import {registryOfKey} from '../credentials/registry-of-key.ts'
import {providerOf} from '../providers/catalogue.ts'
import type {AdvisedWay, WayAdvice} from '../report/way-advice.ts'
import {type ClusterEnvironment, clusterEnvironment} from './cluster-environment.ts'
import {explainWays, type WayName} from './explain-ways.ts'
import type {ClusterSurvey} from './survey-cluster.ts'
import {surveyGaps} from './survey-gaps.ts'
import {type ClusterNeeds, type Grounds, groundsOf} from './way-grounds.ts'

/** The way to give this cluster its image credentials, by what kind of cluster it is and what it has. Pure. */
export function recommendWay(survey: ClusterSurvey): WayAdvice {
  const nodes = survey.nodes.kind === 'value' ? survey.nodes.value : []
  const environment = clusterEnvironment(nodes)
  const needs = needsOf(survey, environment)
  const grounds = groundsOf(environment, needs)
  const [best, second] = order(environment, needs)
  const advised = (way: WayName): AdvisedWay => ({
    ...titled(way),
    ...pick(grounds[way], 'pro'),
    commands: grounds[way].commands,
  })
  const others = explainWays().items.filter(({way}) => way !== best && way !== second)
  const {kind, title} = environment
  return {
    apiVersion: 'imagecreds/v1',
    kind: 'WayAdvice',
    environment: {kind, title},
    evidence: [...environment.evidence, ...needs.evidence],
    recommended: advised(best),
    second: advised(second),
    others: others.map(({way}) => ({...titled(way), ...pick(grounds[way], 'con')})),
    notChecked: surveyGaps(survey),
  }
}

/** The two best ways: what needs no Secret, then what renews itself, then what everybody can do. */
function order({kind, cloud}: ClusterEnvironment, needs: ClusterNeeds): readonly [WayName, WayName] {
  if (kind === 'development') return ['service-account', 'pod-template']
  const stored: WayName = needs.hasExternalSecrets ? 'external-store' : 'service-account'
  if (kind === 'managed' && cloud !== undefined && needs.foreign.length === 0) return ['node-identity', stored]
  if (needs.hasExternalSecrets) return ['external-store', kind === 'managed' ? 'node-identity' : 'service-account']
  if (needs.hasKyverno) return ['service-account', 'admission-policy']
  return ['service-account', 'external-store']
}

function needsOf(
  {secrets, definitions, nodes, serviceAccounts}: ClusterSurvey,
  {cloud}: ClusterEnvironment,
): ClusterNeeds {
  const found = secrets.kind === 'value' ? secrets.value : []
  const keys = found.flatMap(({state}) => (state.kind === 'usable' ? state.entries.map(({key}) => key) : []))
  const registries = [...new Set(keys.flatMap((key) => registryOfKey(key) ?? []))].sort()
  const crds = definitions.kind === 'value' ? definitions.value : []
  const external = crds.find((name) => name === 'externalsecrets.external-secrets.io')
  const kyverno = crds.find((name) => /^(?:cluster)?policies\.kyverno\.io$/.test(name))
  const versions = nodes.kind === 'value' ? nodes.value.flatMap(({kubelet}) => minorOf(kubelet) ?? []) : []
  const accounts = serviceAccounts.kind === 'value' ? serviceAccounts.value : []
  const shown = [external, kyverno].filter((name) => name !== undefined)
  return {
    own: registries.filter((registry) => providerOf(registry).id === cloud?.provider),
    foreign: registries.filter((registry) => providerOf(registry).id !== cloud?.provider),
    namespaces: new Set(found.map(({namespace}) => namespace)).size,
    hasExternalSecrets: external !== undefined,
    hasKyverno: kyverno !== undefined,
    bound: accounts.filter(({pullSecretNames}) => pullSecretNames.length > 0).length,
    ...(versions.length > 0 && {oldestMinor: Math.min(...versions)}),
    evidence: shown.map((name) => {
      return {kind: 'field', object: `customresourcedefinition/${name}`, path: 'metadata.name', value: name}
    }),
  }
}

/** 35 of `v1.35.2`. */
function minorOf(version: string | undefined): number | undefined {
  const minor = /^v1\.(\d+)\./.exec(version ?? '')?.[1]
  return minor === undefined ? undefined : Number(minor)
}

function titled(way: WayName): {readonly way: WayName; readonly title: string} {
  return {way, title: explainWays().items.find((one) => one.way === way)?.title ?? way}
}

function pick(grounds: Grounds, side: 'pro' | 'con'): {readonly reason: string} {
  return {reason: grounds[side]}
}
