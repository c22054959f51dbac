import {readManifests} from '../../src/cluster/read-manifests.ts'
import {catalogue} from '../../src/doctor/diagnoses/catalogue.ts'
import {examine} from '../../src/doctor/examine.ts'
import {observePulls, pullCases} from '../../src/doctor/pull-cases.ts'
import {pullPlans} from '../../src/doctor/pull-plan.ts'
import {answerScenarios} from './answer-scenarios.ts'
import {manifest} from './cluster.ts'
import {contentScenarios} from './content-scenarios.ts'
import {keyScenarios} from './key-scenarios.ts'
import {nameScenarios} from './name-scenarios.ts'
import {productScenarios} from './product-scenarios.ts'
import {quotesRegistry, runtimes} from './runtime.ts'
import {play, type Scenario} from './scenario.ts'
import {severalSecrets} from './several-secrets.ts'
import {transportScenarios} from './transport-scenarios.ts'

const all: Record<string, Scenario> = {
  ...keyScenarios,
  ...contentScenarios,
  ...severalSecrets,
  ...nameScenarios,
  ...transportScenarios,
  ...answerScenarios,
  ...productScenarios,
}
const views: Record<string, (items: any[]) => any[]> = {
  noSecrets: (i) => i.filter((x) => x.kind !== 'Secret'),
  noAccounts: (i) => i.filter((x) => x.kind !== 'ServiceAccount'),
  podsOnly: (i) => i.filter((x) => x.kind === 'Pod'),
  podsEvents: (i) => i.filter((x) => x.kind === 'Pod' || x.kind === 'Event'),
  eventsOnly: (i) => i.filter((x) => x.kind === 'Event'),
  noStatus: (i) => i.map((x) => (x.kind === 'Pod' ? {...x, status: undefined} : x)),
  specOnly: (i) =>
    i
      .filter((x) => x.kind === 'Pod' || x.kind === 'Secret')
      .map((x) => (x.kind === 'Pod' ? {...x, status: undefined} : x)),
}
for (const [view, keep] of Object.entries(views)) {
  const wrong = new Map<string, string[]>()
  let n = 0,
    right = 0,
    provedWrong = 0,
    likelyWrong = 0,
    alarms = 0
  for (const [name, s] of Object.entries(all))
    for (const r of runtimes) {
      if (s.isToldByBody && !quotesRegistry(r)) continue
      const list = JSON.parse(manifest(play(s, r)))
      const snap = readManifests([{name: 'f', text: JSON.stringify({...list, items: keep(list.items)})}])
      for (const ex of pullCases(snap, observePulls(snap, pullPlans(snap)), new Map()).map((c) =>
        examine(c, catalogue),
      )) {
        n++
        const [f] = ex.causes
        const ok = f ? [s.truth, ...(s.also ?? [])].includes(f.diagnosis.cause) : s.truth === 'healthy'
        if (ok) {
          right++
          continue
        }
        if (f && s.truth === 'healthy') alarms++
        if (f?.finding.certainty === 'proved') provedWrong++
        if (f?.finding.certainty === 'likely') likelyWrong++
        const key = `${s.truth} <- ${f?.diagnosis.cause ?? 'healthy'}/${f?.finding.certainty}`
        wrong.set(key, [...(wrong.get(key) ?? []), `${name} [${r}]`])
      }
    }
  console.log(view, {n, right, provedWrong, likelyWrong, alarms})
  for (const [k, v] of [...wrong].sort((a, b) => b[1].length - a[1].length).slice(0, 25))
    console.log('   ', k, v.length, v[0])
}
