import {type PullSecretRule, pullSecretConditions} from './pull-secret-conditions.ts'
import {indented} from './yaml-lines.ts'
import {yamlScalar} from './yaml-scalar.ts'

/** What the policies of every engine that gives Pods a pull secret are made of. */
export interface PodPolicyOptions extends PullSecretRule {
  /** Of the policy and its binding; a name of its own in the cluster. */
  readonly name: string
  /** The patterns as they were given, for the reader. */
  readonly patterns: readonly string[]
  /** The only ones whose Pods are looked at; all but kube-system where none is named. */
  readonly namespaces: readonly string[]
}

/** `matchConditions` of a policy's spec, in lines. */
export function conditionLines(rule: PullSecretRule): string {
  const conditions = pullSecretConditions(rule).map(
    ({name, expression}) => `  - name: ${name}\n    expression: >-\n${indented(expression, 6)}`,
  )
  return ['  matchConditions:', ...conditions].join('\n')
}

/** A selector by the label that every namespace has (`kubernetes.io/metadata.name`). */
export function namespaceLines({namespaces}: Pick<PodPolicyOptions, 'namespaces'>, indent: number): string {
  const isForAll = namespaces.length === 0
  const lines = [
    ...(isForAll ? ['# What the cluster itself runs is left alone.'] : []),
    'namespaceSelector:',
    '  matchExpressions:',
    '  - key: kubernetes.io/metadata.name',
    `    operator: ${isForAll ? 'NotIn' : 'In'}`,
    `    values: [${isForAll ? 'kube-system' : namespaces.map(yamlScalar).join(', ')}]`,
  ]
  return indented(lines, indent)
}
