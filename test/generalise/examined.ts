import {readManifests} from '../../src/cluster/read-manifests.ts'
import {catalogue} from '../../src/doctor/diagnoses/catalogue.ts'
import {type Examination, examine} from '../../src/doctor/examine.ts'
import {observePulls, pullCases} from '../../src/doctor/pull-cases.ts'
import {pullPlans} from '../../src/doctor/pull-plan.ts'
import {manifest, type World} from './cluster.ts'

/** What `doctor -f` finds in a world, or in the kinds of it that are kept, without asking a registry. */
export function examined(world: World, isKept?: (kind: string) => boolean): readonly Examination[] {
  const snapshot = readManifests([{name: 'cluster.json', text: manifest(world, isKept)}])
  const cases = pullCases(snapshot, observePulls(snapshot, pullPlans(snapshot)), new Map())
  return cases.map((pullCase) => examine(pullCase, catalogue))
}
