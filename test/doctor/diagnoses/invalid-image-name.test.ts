import {invalidImageName} from '../../../src/doctor/diagnoses/invalid-image-name.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'

const says = [{fault: 'invalid-reference'}] as const

testDiagnosis(invalidImageName, {
  finds: {
    'a placeholder was not filled in': {
      pull: aPull({image: 'registry.corp/app:${VERSION}', says}),
      certainty: 'proved',
      message: 'image "registry.corp/app:${VERSION}" is not a valid name: a placeholder in it was not filled in',
      command: 'kubectl set image deployment/web -n shop web=IMAGE',
    },
    'the repository has capital letters': {
      pull: aPull({image: 'registry.corp/MyApp:1.0', says}),
      certainty: 'proved',
      message: 'image "registry.corp/MyApp:1.0" is not a valid name: its repository has capital letters',
    },
    'the kubelet refuses a text that is read here': {
      pull: aPull({says}),
      certainty: 'likely',
      message: 'image "registry.corp/team/app:1.0" is not a valid name',
    },
    'the message only allows it': {
      pull: aPull({says: [{fault: 'not-found'}], candidates: stating('tag-not-found', 'invalid-image-name')}),
      certainty: 'possible',
      message: 'image "registry.corp/team/app:1.0" is not a valid name',
    },
  },
  silent: {
    'nobody has tried it yet': aPull({image: 'registry.corp/MyApp:1.0'}),
    'the name is fine and another thing fails': aPull({says: [{fault: 'dns'}]}),
    "it is the pause image's name": aPull({says, isSandbox: true}),
    'only events tell of the Pod, and none quotes the image': aPull({
      image: '',
      pod: {isSpecUnread: true},
      says: [{fault: 'keyring-unreadable'}],
    }),
  },
})
