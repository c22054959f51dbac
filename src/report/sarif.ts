import {createHash} from 'node:crypto'
import {catalogue} from '../doctor/diagnoses/catalogue.ts'
import {diagnosisName, type Severity} from '../doctor/diagnosis.ts'
import {helpUri} from '../doctor/help-uri.ts'
import {placeKeys} from './place-key.ts'
import {printable} from './printable.ts'
import type {PullName} from './pull-name.ts'
import type {Place, RenderOptions} from './render-options.ts'
import type {NotChecked, Report, ReportFinding} from './report.ts'
import {structuredText} from './structured-text.ts'

const levels: Readonly<Record<Severity, string>> = {error: 'error', warning: 'warning', info: 'note'}

/**
 * The report as a SARIF 2.1.0 log (OASIS). A finding is one result for each workload that suffers from it, so that each
 * can be told from all others, and known again in the next run, whatever its Pods are called by then. Where the Pods come
 * out of files, a result points to the line; else to the object's name.
 */
export function reportSarif(report: Report, {tool, places = new Map()}: RenderOptions): Promise<string> {
  const named = new Set(report.findings.map(({code}) => code))
  const rules = catalogue.filter(({code}) => named.has(code))
  const ruleIds: readonly string[] = rules.map(({code}) => code)
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: tool.name,
            version: tool.version,
            semanticVersion: tool.version,
            rules: rules.map((diagnosis) => ({
              id: diagnosis.code,
              name: diagnosisName(diagnosis),
              shortDescription: {text: diagnosis.summary},
              fullDescription: {text: diagnosis.summary},
              help: {text: diagnosis.explanation},
              helpUri: helpUri(diagnosis.code),
              defaultConfiguration: {level: levels[diagnosis.severity]},
            })),
          },
        },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: [
              ...report.notChecked.map(gapNotification),
              ...(report.warnings ?? []).map((text) => ({level: 'warning', message: {text: printable(text)}})),
            ],
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: report.findings.flatMap((finding) => results(finding, ruleIds.indexOf(finding.code), places)),
      },
    ],
  }
  return structuredText(log, 'json')
}

type Places = ReadonlyMap<string, Place>

function results(finding: ReportFinding, ruleIndex: number, places: Places): readonly object[] {
  const {code, severity, certainty, message} = finding
  const subjects = Map.groupBy(finding.pulls, (pull) =>
    JSON.stringify([pull.namespace, objectOf(pull), pull.container]),
  )
  const groups: readonly (readonly [string, readonly PullName[]])[] =
    subjects.size === 0 ? [[JSON.stringify([message]), []]] : [...subjects]
  return groups.map(([subject, pulls]) => ({
    ruleId: code,
    ruleIndex,
    kind: 'fail',
    level: levels[severity],
    message: {text: `${printable(message)}.`},
    locations: pulls.slice(0, 1).map((pull) => location(pull, places)),
    partialFingerprints: {'imagecredsCause/v1': createHash('sha256').update(`${code}\n${subject}`).digest('hex')},
    properties: {certainty, pods: [...new Set(pulls.flatMap(lastingPod))]},
  }))
}

function location(pull: PullName, places: Places): object {
  const {namespace, container, node} = pull
  const place = pull.place ?? placeKeys(pull).flatMap((key) => places.get(key) ?? [])[0]
  return {
    ...(place && {
      physicalLocation: {artifactLocation: {uri: fileUri(place.file)}, region: {startLine: place.line}},
    }),
    logicalLocations: [
      {
        name: container,
        fullyQualifiedName: node === undefined ? [namespace, objectOf(pull), container].join('/') : objectOf(pull),
        kind: 'resource',
      },
    ],
  }
}

/** The object that outlives its Pods, so that a result keeps its name from one run to the next. */
function objectOf({owner, pod, node}: PullName): string {
  return node === undefined ? (owner ?? `Pod/${pod}`) : `Node/${node}`
}

function lastingPod({namespace, pod, node}: PullName): readonly string[] {
  return node === undefined ? [`${namespace}/${pod}`] : []
}

/** A relative path stays one, so that it is found in any checkout (RFC 3986, section 4.2). */
function fileUri(path: string): string {
  const slashed = path.replaceAll('\\', '/').replace(/^\.\//, '')
  const uri = slashed.split('/').map(encodeURIComponent).join('/')
  return slashed.startsWith('/') ? `file://${uri}` : uri
}

function gapNotification({what, why}: NotChecked): object {
  return {level: 'note', message: {text: printable(`not checked: ${what}: ${why}`)}}
}
