import {tagNotFound} from '../../../src/doctor/diagnoses/tag-not-found.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {manifestUnknown} from '../outcomes.ts'

const says = [{fault: 'not-found'}] as const

testDiagnosis(tagNotFound, {
  finds: {
    'the message states it': {
      pull: aPull({says, candidates: stating('tag-not-found')}),
      certainty: 'likely',
      message: 'registry.corp/team/app has no tag "1.0"',
    },
    'the registry says the same to this machine': {
      pull: aPull({says, candidates: stating('tag-not-found'), anonymous: manifestUnknown}),
      certainty: 'proved',
      message: 'registry.corp/team/app has no tag "1.0"',
    },
    'an ephemeral container is not in the workload': {
      pull: aPull({container: {kind: 'ephemeral'}, says, candidates: stating('tag-not-found')}),
      certainty: 'likely',
      message: 'registry.corp/team/app has no tag "1.0"',
      command: 'kubectl debug web-0 -n shop -it --image IMAGE',
    },
    'no tag is written': {
      pull: aPull({image: 'registry.corp/team/app', says, candidates: stating('tag-not-found')}),
      certainty: 'likely',
      message: 'registry.corp/team/app has no tag "latest", which stands for the tag that is not written',
    },
    'the registry may have been left out of the name': {
      pull: aPull({image: 'app:1.0', says, candidates: stating('tag-not-found')}),
      certainty: 'possible',
      message: 'docker.io/library/app has no tag "1.0"',
    },
    'other images of the repository run': {
      pull: aPull({image: 'app:1.0', says, candidates: stating('tag-not-found'), peers: {sameRepositoryRunning: 1}}),
      certainty: 'likely',
      message: 'docker.io/library/app has no tag "1.0"',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: manifestUnknown}),
    'a digest is asked for': aPull({
      image: `registry.corp/team/app@sha256:${'a'.repeat(64)}`,
      says,
      candidates: stating('tag-not-found'),
    }),
    'the platform is what is missing': aPull({
      says: [{fault: 'no-platform'}],
      candidates: stating('platform-mismatch'),
    }),
  },
})
