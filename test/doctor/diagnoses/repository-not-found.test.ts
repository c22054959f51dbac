import {repositoryNotFound} from '../../../src/doctor/diagnoses/repository-not-found.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {denied, knownToBe, manifestUnknown, nameUnknown, readable} from '../outcomes.ts'

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
    'and nobody is let in to it from here either': {
      pull: aPull({image: 'nosuch:1.0', says: [{fault: 'insufficient-scope'}], anonymous: denied}),
      certainty: 'proved',
      message: 'docker.io/library/nosuch, which "nosuch:1.0" stands for, does not exist',
    },
    'where the runtime says no more than that nothing was found, too': {
      pull: aPull({
        image: 'nosuch:1.0',
        says: [{fault: 'not-found'}],
        candidates: stating('tag-not-found', 'repository-not-found'),
        anonymous: denied,
      }),
      certainty: 'proved',
      message: 'docker.io/library/nosuch, which "nosuch:1.0" stands for, does not exist',
    },
    'the node was refused, and the registry tells this machine that there is none': {
      pull: aPull({
        says: [{fault: 'unauthorized'}],
        candidates: stating('bad-credentials', 'repository-not-found'),
        anonymous: nameUnknown,
      }),
      certainty: 'likely',
      message: 'repository registry.corp/team/app does not exist',
    },
  },
  silent: {
    'it was one of several readings, and the registry serves it here': aPull({
      says: [{fault: 'unauthorized'}],
      candidates: stating('bad-credentials', 'repository-not-found'),
      anonymous: readable,
    }),
    'it was one of several readings, and the registry tells what is not there': aPull({
      says: [{fault: 'forbidden'}],
      candidates: stating('no-pull-permission', 'repository-not-found'),
      anonymous: knownToBe('told'),
    }),
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
