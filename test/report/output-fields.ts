import type {CauseList, CausePage} from '../../src/app/explain-cause.ts'
import type {Way, WayList, WayName} from '../../src/app/explain-ways.ts'
import type {PullSecretState} from '../../src/credentials/pull-secret.ts'
import type {AdviceName} from '../../src/doctor/advice/advice.ts'
import {causes} from '../../src/doctor/cause.ts'
import type {Severity} from '../../src/doctor/diagnosis.ts'
import type {Certainty, Evidence, Remedy} from '../../src/doctor/finding.ts'
import type {SecretLint} from '../../src/doctor/lint.ts'
import type {DecodedEntry, DecodedSecret} from '../../src/report/decoded-secret.ts'
import type {ExplainedCandidate, MessageExplanation} from '../../src/report/explained-message.ts'
import type {KeyringStep} from '../../src/report/keyring-step.ts'
import type {NodePull} from '../../src/report/node-table.ts'
import {linkKinds, type PathLink} from '../../src/report/path-link.ts'
import type {MatrixCell, NodeCounts, PullMatrix} from '../../src/report/pull-matrix.ts'
import type {PullName} from '../../src/report/pull-name.ts'
import type {PullPath} from '../../src/report/pull-path.ts'
import type {RefreshedLogin, RefreshReport} from '../../src/report/refresh-report.ts'
import type {Alternative, NotChecked, Report, ReportFinding, Totals} from '../../src/report/report.ts'
import type {ReportAdvice, SecretName} from '../../src/report/report-advice.ts'
import type {Verdict} from '../../src/report/verdict.ts'
import type {AdvisedWay, DismissedWay, UnreadPart, WayAdvice} from '../../src/report/way-advice.ts'

/** The fields of a type. The compiler refuses a table that lacks one, has one more, or errs on whether it may be absent. */
type Fields<T> = {readonly [K in keyof T]-?: object extends Pick<T, K> ? 'optional' : 'required'}

/** The members of a union of texts, each of them. */
type Members<T extends string> = Readonly<Record<T, true>>

type Fact<K extends Evidence['kind']> = Extract<Evidence, {readonly kind: K}>

const report: Fields<Report> = {
  apiVersion: 'required',
  kind: 'required',
  scope: 'required',
  findings: 'required',
  notChecked: 'required',
  verdicts: 'optional',
  warnings: 'optional',
  advice: 'optional',
  nodePulls: 'optional',
  paths: 'optional',
  matrix: 'optional',
  totals: 'required',
}
const finding: Fields<ReportFinding> = {
  code: 'required',
  name: 'required',
  cause: 'required',
  severity: 'required',
  certainty: 'required',
  message: 'required',
  pulls: 'required',
  evidence: 'required',
  remedies: 'required',
  alternatives: 'required',
  keyring: 'optional',
  helpUri: 'required',
}
const pullPath: Fields<PullPath> = {pull: 'required', code: 'optional', certainty: 'optional', links: 'required'}
const pathLink: Fields<PathLink> = {kind: 'required', state: 'required', name: 'required', detail: 'optional'}
const matrix: Fields<PullMatrix> = {cells: 'required', nodes: 'required'}
const cell: Fields<MatrixCell> = {
  namespace: 'required',
  registry: 'required',
  failing: 'required',
  healthy: 'required',
  untried: 'required',
}
const node: Fields<NodeCounts> = {node: 'required', failing: 'required', healthy: 'required', untried: 'required'}
const nodePull: Fields<NodePull> = {
  namespace: 'required',
  node: 'required',
  image: 'required',
  outcome: 'required',
  code: 'optional',
  name: 'optional',
  why: 'optional',
}
const tried: Fields<Extract<KeyringStep, {readonly key: string}>> = {
  secret: 'required',
  key: 'required',
  username: 'required',
}
const passedOver: Fields<Extract<KeyringStep, {readonly why: string}>> = {secret: 'required', why: 'required'}
const alternative: Fields<Alternative> = {
  code: 'required',
  cause: 'required',
  because: 'required',
  separate: 'optional',
}
const advice: Fields<ReportAdvice> = {
  advice: 'required',
  severity: 'required',
  title: 'required',
  why: 'required',
  message: 'required',
  secrets: 'required',
  pulls: 'required',
  evidence: 'required',
  remedies: 'required',
}
const secretName: Fields<SecretName> = {namespace: 'required', name: 'required'}
const notChecked: Fields<NotChecked> = {what: 'required', why: 'required', permission: 'optional', pulls: 'required'}
const totals: Fields<Totals> = {
  pods: 'required',
  pulls: 'required',
  images: 'required',
  probes: 'required',
  requests: 'required',
  superseded: 'required',
}
const pull: Fields<PullName> = {
  namespace: 'required',
  pod: 'required',
  container: 'required',
  image: 'required',
  owner: 'optional',
  node: 'optional',
  isTemplate: 'optional',
  place: 'optional',
}
const place: Fields<NonNullable<PullName['place']>> = {file: 'required', line: 'required'}
const field: Fields<Fact<'field'>> = {kind: 'required', object: 'required', path: 'required', value: 'required'}
const exchange: Fields<Fact<'exchange'>> = {kind: 'required', request: 'required', answer: 'required'}
const event: Fields<Fact<'event'>> = {kind: 'required', reason: 'required', text: 'required'}
const remedy: Fields<Remedy> = {step: 'required', command: 'optional'}
const verdict: Fields<Verdict> = {
  registry: 'required',
  image: 'optional',
  login: 'optional',
  answer: 'required',
  isGood: 'required',
  digest: 'optional',
  detail: 'optional',
  warnings: 'optional',
  rateLimit: 'optional',
  pulls: 'required',
}
const rateLimit: Fields<NonNullable<Verdict['rateLimit']>> = {
  limit: 'required',
  remaining: 'required',
  windowSeconds: 'optional',
}
const login: Fields<NonNullable<Verdict['login']>> = {username: 'required', key: 'required', secret: 'optional'}

const secret: Fields<DecodedSecret> = {
  apiVersion: 'required',
  kind: 'required',
  namespace: 'optional',
  name: 'required',
  type: 'required',
  state: 'required',
  owner: 'optional',
  createdAt: 'optional',
  entries: 'required',
  lints: 'required',
}
const entry: Fields<DecodedEntry> = {
  key: 'required',
  serves: 'required',
  username: 'required',
  password: 'optional',
  provider: 'optional',
  token: 'optional',
  lints: 'required',
}
const token: Fields<NonNullable<DecodedEntry['token']>> = {
  kind: 'required',
  expiresAt: 'optional',
  secondsLeft: 'optional',
  isShortLived: 'required',
}
const lint: Fields<SecretLint> = {severity: 'required', cause: 'optional', message: 'required'}

const page: Fields<CausePage> = {
  apiVersion: 'required',
  kind: 'required',
  code: 'required',
  name: 'required',
  cause: 'required',
  severity: 'required',
  summary: 'required',
  explanation: 'required',
}
const {apiVersion: _version, kind: _kind, explanation: _explanation, ...summary} = page
const list: Fields<CauseList> = {apiVersion: 'required', kind: 'required', items: 'required'}
const message: Fields<MessageExplanation> = {apiVersion: 'required', kind: 'required', candidates: 'required'}
const candidate: Fields<ExplainedCandidate> = {
  cause: 'required',
  confidence: 'required',
  because: 'required',
  code: 'required',
  separate: 'optional',
}

const refreshReport: Fields<RefreshReport> = {
  apiVersion: 'required',
  kind: 'required',
  dryRun: 'required',
  logins: 'required',
}
const refreshed: Fields<RefreshedLogin> = {
  namespace: 'required',
  name: 'required',
  key: 'required',
  registry: 'required',
  token: 'required',
  helper: 'optional',
  endsBefore: 'optional',
  endsAfter: 'optional',
  action: 'required',
  why: 'optional',
}

const wayList: Fields<WayList> = {apiVersion: 'required', kind: 'required', items: 'required'}
const way: Fields<Way> = {
  way: 'required',
  title: 'required',
  users: 'required',
  rotation: 'required',
  reach: 'required',
  since: 'required',
  command: 'required',
}

const wayAdvice: Fields<WayAdvice> = {
  apiVersion: 'required',
  kind: 'required',
  environment: 'required',
  evidence: 'required',
  recommended: 'required',
  second: 'required',
  others: 'required',
  notChecked: 'required',
}
const environment: Fields<WayAdvice['environment']> = {kind: 'required', title: 'required'}
const advised: Fields<AdvisedWay> = {way: 'required', title: 'required', reason: 'required', commands: 'required'}
const dismissed: Fields<DismissedWay> = {way: 'required', title: 'required', reason: 'required'}
const unread: Fields<UnreadPart> = {what: 'required', why: 'required', permission: 'optional'}

/** The objects of each schema by where they stand (RFC 6901), with the fields of the type that each is written for. */
export const objectFields: Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, 'required' | 'optional'>>>>>
> = {
  report: {
    '': report,
    '/$defs/finding': finding,
    '/$defs/alternative': alternative,
    '/$defs/advice': advice,
    '/$defs/advice/properties/secrets/items': secretName,
    '/$defs/notChecked': notChecked,
    '/$defs/totals': totals,
    '/$defs/pull': pull,
    '/$defs/pull/properties/place': place,
    '/$defs/evidence/oneOf/0': field,
    '/$defs/evidence/oneOf/1': exchange,
    '/$defs/evidence/oneOf/2': event,
    '/$defs/nodePull': nodePull,
    '/$defs/pullPath': pullPath,
    '/$defs/pathLink': pathLink,
    '/properties/matrix': matrix,
    '/properties/matrix/properties/cells/items': cell,
    '/properties/matrix/properties/nodes/items': node,
    '/$defs/keyringStep/oneOf/0': tried,
    '/$defs/keyringStep/oneOf/1': passedOver,
    '/$defs/remedy': remedy,
    '/$defs/verdict': verdict,
    '/$defs/verdict/properties/login': login,
    '/$defs/verdict/properties/rateLimit': rateLimit,
  },
  'decoded-secret': {
    '/$defs/secret': secret,
    '/$defs/list': list,
    '/$defs/entry': entry,
    '/$defs/entry/properties/token': token,
    '/$defs/lint': lint,
  },
  explanation: {
    '/$defs/page': page,
    '/$defs/list': list,
    '/$defs/summary': summary,
    '/$defs/message': message,
    '/$defs/candidate': candidate,
  },
  ways: {'': wayList, '/$defs/way': way},
  'refresh-report': {'': refreshReport, '/$defs/login': refreshed},
  'way-advice': {
    '': wayAdvice,
    '/properties/environment': environment,
    '/$defs/advised': advised,
    '/$defs/dismissed': dismissed,
    '/$defs/unread': unread,
    '/$defs/evidence/oneOf/0': field,
    '/$defs/evidence/oneOf/1': exchange,
    '/$defs/evidence/oneOf/2': event,
  },
}

const severities: Members<Severity> = {error: true, warning: true, info: true}
const nodeOutcomes: Members<NodePull['outcome']> = {pulled: true, failed: true, 'not-known': true, 'not-asked': true}
const certainties: Members<Certainty> = {proved: true, likely: true, possible: true}
const confidences: Members<ExplainedCandidate['confidence']> = {likely: true, possible: true}
const linkStates: Members<PathLink['state']> = {good: true, broken: true, 'passed-over': true, 'not-checked': true}
const practices: Members<AdviceName> = {
  'cloud-login-in-secret': true,
  'login-may-push': true,
  'personal-account': true,
  'shared-login': true,
  'token-ends-soon': true,
}
const refreshActions: Members<RefreshedLogin['action']> = {
  refreshed: true,
  unchanged: true,
  'not-due': true,
  'passed-over': true,
  refused: true,
  failed: true,
  unknown: true,
}
const dryRuns: Members<RefreshReport['dryRun']> = {none: true, client: true, server: true}
const environments: Members<WayAdvice['environment']['kind']> = {
  managed: true,
  hybrid: true,
  own: true,
  development: true,
  unknown: true,
}
const states: Members<PullSecretState['kind']> = {usable: true, ignored: true, malformed: true}
const ways: Members<WayName> = {
  'node-file': true,
  'service-account': true,
  'pod-template': true,
  'external-store': true,
  'node-identity': true,
  'pod-identity': true,
  'admission-policy': true,
  anonymous: true,
}
const answers: Members<Verdict['answer']> = {
  readable: true,
  accepted: true,
  'not-asked': true,
  unauthorized: true,
  denied: true,
  'manifest-unknown': true,
  'name-unknown': true,
  'not-found': true,
  'rate-limited': true,
  'server-error': true,
  'not-a-registry': true,
  unreachable: true,
  refused: true,
}

/** The lists of words of each schema, likewise. */
export const listedWords: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  report: {
    '/$defs/advice/properties/advice': Object.keys(practices),
    '/$defs/finding/properties/certainty': Object.keys(certainties),
    '/$defs/pullPath/properties/certainty': Object.keys(certainties),
    '/$defs/nodePull/properties/outcome': Object.keys(nodeOutcomes),
    '/$defs/pathLink/properties/kind': linkKinds,
    '/$defs/pathLink/properties/state': Object.keys(linkStates),
    '/$defs/verdict/properties/answer': Object.keys(answers),
    '/$defs/cause': causes,
    '/$defs/severity': Object.keys(severities),
  },
  'decoded-secret': {
    '/$defs/secret/properties/state': Object.keys(states),
    '/$defs/cause': causes,
    '/$defs/severity': Object.keys(severities),
  },
  explanation: {
    '/$defs/candidate/properties/confidence': Object.keys(confidences),
    '/$defs/cause': causes,
    '/$defs/severity': Object.keys(severities),
  },
  'way-advice': {'/properties/environment/properties/kind': Object.keys(environments)},
  'refresh-report': {
    '/properties/dryRun': Object.keys(dryRuns),
    '/$defs/login/properties/action': Object.keys(refreshActions),
  },
  ways: {'/$defs/way/properties/way': Object.keys(ways)},
}
