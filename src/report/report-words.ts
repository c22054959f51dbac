import type {Evidence} from '../doctor/finding.ts'
import type {KeyringStep} from './keyring-step.ts'
import {printable} from './printable.ts'
import {type PullName, whoPulls} from './pull-name.ts'
import type {Report, Totals} from './report.ts'
import {counted} from './text-lines.ts'

/** One fact on one line, whole; fit to be shown, and not escaped for any markup. */
export function evidenceWords(fact: Evidence): string {
  switch (fact.kind) {
    case 'field':
      return printable(`${fact.object}  ${fact.path} = ${fact.value}`)
    case 'exchange':
      return printable(`${fact.request}  ${fact.answer}`)
    case 'event':
      return printable(fact.text === '' || fact.text === fact.reason ? fact.reason : `${fact.reason}: ${fact.text}`)
  }
}

/** What the kubelet does with one pull secret; the steps of a keyring are counted from 1. */
export function keyringWords(step: KeyringStep, place: number): string {
  const secret = `secret "${step.secret}"`
  if ('why' in step) return `no try: ${secret} ${step.why}`
  return `try ${place}: login "${step.username}" of ${secret} (entry "${step.key}")`
}

/** `shop/web-0 (app)`, or `node/worker-1`. */
export function pullWords(pull: PullName): string {
  const {namespace, pod, container, node} = pull
  return printable(node === undefined ? `${namespace}/${pod} (${container})` : whoPulls(pull))
}

/** `3 Pods, 4 images, 5 probes`. */
export function totalWords({pods, images, probes}: Totals): string {
  return [counted(pods, 'Pod'), counted(images, 'image'), counted(probes, 'probe')].join(', ')
}

/** How many findings of which severity, in one line. */
export function findingCounts({findings, notChecked}: Report): string {
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length
  const parts = [
    counted(count('error'), 'error'),
    counted(count('warning'), 'warning'),
    counted(count('info'), 'remark'),
    ...(notChecked.length === 0 ? [] : [`${counted(notChecked.length, 'thing')} not checked`]),
  ]
  return parts.join(', ')
}
