import {assertNamespace} from '../cluster/assert-namespace.ts'
import {allPullSecrets} from '../cluster/find-pull-secrets.ts'
import {field, namesField, textField} from '../cluster/json-field.ts'
import type {KubeApi} from '../cluster/kube-api.ts'
import {listAll, observe} from '../cluster/observe.ts'
import {type Resource, resources} from '../cluster/resource.ts'
import type {Observed} from '../cluster/snapshot.ts'
import type {PullSecret} from '../credentials/pull-secret.ts'

/** What of a cluster decides between the ways; a read that is refused is a value. */
export interface ClusterSurvey {
  readonly nodes: Observed<readonly SurveyedNode[]>
  /** The names of CustomResourceDefinitions, such as `externalsecrets.external-secrets.io`. */
  readonly definitions: Observed<readonly string[]>
  readonly secrets: Observed<readonly PullSecret[]>
  readonly serviceAccounts: Observed<readonly SurveyedAccount[]>
}

export interface SurveyedNode {
  readonly name: string
  /** `spec.providerID`. */
  readonly providerID?: string
  /** Such as `v1.35.2`. */
  readonly kubelet?: string
  /** The keys of its labels. */
  readonly labels: readonly string[]
}

export interface SurveyedAccount {
  readonly namespace: string
  readonly name: string
  readonly pullSecretNames: readonly string[]
}

const definitions: Resource = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
  kind: 'CustomResourceDefinition',
  isNamespaced: false,
}

/**
 * Reads a cluster, Secrets and ServiceAccounts of one namespace alone where one is named. Throws the `KubeError` of the
 * first read where no read has an answer: nothing can be said of a cluster that does not answer.
 */
export async function surveyCluster(api: KubeApi, namespace?: string): Promise<ClusterSurvey> {
  const place = namespace === undefined ? {} : {namespace}
  const list = <T>(resource: Resource, metadataOnly: boolean, reduce: (object: unknown) => T | undefined) => {
    const address = {resource, ...(resource.isNamespaced && place)}
    return observe('list', address, listAll(api, {...address, metadataOnly}, reduce))
  }
  const readNodes = listAll(api, {resource: resources.nodes}, surveyedNode)
  const [nodes, names, secrets, serviceAccounts] = await Promise.all([
    observe('list', {resource: resources.nodes}, readNodes),
    list(definitions, true, (object) => textField(object, 'metadata', 'name')),
    observe('list', {resource: resources.secrets, ...place}, allPullSecrets(api, place)),
    list(resources.serviceAccounts, false, surveyedAccount),
  ])
  // There is nothing to advise for a namespace whose name is misspelt.
  if (namespace !== undefined && secrets.kind === 'failed') await assertNamespace(api, namespace)
  if ([nodes, names, secrets, serviceAccounts].every(({kind}) => kind === 'failed')) await readNodes
  return {nodes, definitions: names, secrets, serviceAccounts}
}

function surveyedNode(object: unknown): SurveyedNode | undefined {
  const name = textField(object, 'metadata', 'name')
  if (name === undefined) return undefined
  const providerID = textField(object, 'spec', 'providerID')
  const kubelet = textField(object, 'status', 'nodeInfo', 'kubeletVersion')
  return {
    name,
    ...(providerID !== undefined && {providerID}),
    ...(kubelet !== undefined && {kubelet}),
    labels: Object.keys({...Object(field(object, 'metadata', 'labels'))}),
  }
}

function surveyedAccount(object: unknown): SurveyedAccount | undefined {
  const namespace = textField(object, 'metadata', 'namespace')
  const name = textField(object, 'metadata', 'name')
  if (namespace === undefined || name === undefined) return undefined
  return {namespace, name, pullSecretNames: namesField(object, 'imagePullSecrets')}
}
