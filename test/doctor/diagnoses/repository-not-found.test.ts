import {repositoryNotFound} from '../../../src/doctor/diagnoses/repository-not-found.ts'
import {aPull, manifestUnknown, nameUnknown, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'

testDiagnosis(repositoryNotFound, {
  finds: {
    'the message states it': {
      pull: aPull({says: [{fault: 'name-unknown'}], candidates: stating('repository-not-found')}),
      certainty: 'likely',
      message: 'repository registry.corp/team/app does not exist',
      command: 'kubectl set image deployment/web -n shop web=IMAGE',
    },
    "the registry's own answer is more exact than a runtime's": {
      pull: aPull({says: [{fault: 'not-found'}], candidates: stating('tag-not-found'), anonymous: nameUnknown}),
      certainty: 'proved',
      message: 'repository registry.corp/team/app does not exist',
    },
    'official images are public, so a refusal means that there is none': {
      pull: aPull({image: 'nosuch:1.0', says: [{fault: 'insufficient-scope'}]}),
      certainty: 'likely',
      message: 'docker.io/library/nosuch, which "nosuch:1.0" stands for, does not exist',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: nameUnknown}),
    'other images of it run': aPull({
      says: [{fault: 'not-found'}],
      candidates: stating('tag-not-found', 'repository-not-found'),
      peers: {sameRepositoryRunning: 1},
    }),
    'the network fails on the node, whatever the registry says here': aPull({
      says: [{fault: 'dns'}],
      candidates: stating('dns-failure'),
      anonymous: nameUnknown,
    }),
    'the registry says that only the tag is missing': aPull({
      says: [{fault: 'not-found'}],
      candidates: stating('tag-not-found'),
      anonymous: manifestUnknown,
    }),
  },
})
