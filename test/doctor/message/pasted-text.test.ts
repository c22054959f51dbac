import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {messagesIn} from '../../../src/doctor/message/pasted-text.ts'

const error = 'failed to pull and unpack image "r.example.com/app:1": failed to authorize: 401 Unauthorized'
const event = `Failed to pull image "r.example.com/app:1": ${error}`

describe('a message is found in', () => {
  const texts: Readonly<Record<string, readonly [text: string, messages: readonly string[]]>> = {
    itself: [event, [event]],
    'a line of kubectl describe': [`  Warning  Failed     12s (x3 over 61s)  kubelet            ${event}`, [event]],
    'a line of kubectl describe of an old scheduler': [
      `  1m  1m  1  {kubelet node-1}  spec.containers{app}  Warning  Failed  ${event}`,
      [event],
    ],
    'a line of kubectl get events': [`61s         Warning   Failed      pod/app-0   ${event}`, [event]],
    'several lines of kubectl describe': [
      `Events:\n  Normal   Pulling  9s  kubelet  Pulling image "r.example.com/app:1"\n  Warning  Failed   8s  kubelet  ${event}\n  Warning  Failed   8s  kubelet  Error: ErrImagePull`,
      ['Events:', 'Pulling image "r.example.com/app:1"', event, 'Error: ErrImagePull'],
    ],
    'JSON of kubectl get -o json': [
      `"waiting": {\n  "message": ${JSON.stringify(event)},\n  "reason": "ErrImagePull"\n}`,
      [event],
    ],
    'JSON in JSON': [JSON.stringify(JSON.stringify({message: event})), [event]],
    'a log line of the kubelet': [
      `E0102 03:04:05.678901    1234 remote_image.go:238] "PullImage from image service failed" err=${JSON.stringify(error)} image="r.example.com/app:1"`,
      [error],
    ],
    'a log line of an old kubelet': [
      `Jan 02 03:04:05 node-1 kubelet[1234]: E0102 03:04:05.678901    1234 kuberuntime_image.go:51] ${event}`,
      [event],
    ],
    'a log line of containerd': [
      `time="2026-01-02T03:04:05Z" level=error msg="PullImage \\"r.example.com/app:1\\" failed" error=${JSON.stringify(error)}`,
      ['PullImage "r.example.com/app:1" failed', error],
    ],
    'what an old kubelet says of a Pod': [
      `Error syncing pod, skipping: [failed to "StartContainer" for "a" with ErrImagePull: ${JSON.stringify(error)}, failed to "StartContainer" for "b" with ImagePullBackOff: "Back-off pulling image \\"b:1\\""]`,
      [error, 'Back-off pulling image "b:1"'],
    ],
    'what a kubelet of today logs of it': [
      `E0102 03:04:05.678901    1234 pod_workers.go:1301] "Error syncing pod, skipping" err=${JSON.stringify(`failed to "StartContainer" for "a" with ErrImagePull: ${JSON.stringify(error)}`)} pod="shop/a-0" podUID="1"`,
      [error],
    ],
    'YAML that was folded': [
      `      message: 'Failed to pull image "r.example.com/app:1": failed to\n        authorize: 401 Unauthorized'`,
      [`Failed to pull image "r.example.com/app:1": failed to authorize: 401 Unauthorized'`],
    ],
    'YAML of kubectl get pod': [
      `    state:\n      waiting:\n        message: 'Back-off pulling image "app:1": not\n          found'\n        reason: ImagePullBackOff`,
      ['    state: waiting:', `Back-off pulling image "app:1": not found'`, '        reason: ImagePullBackOff'],
    ],
    'a line of kubectl get pods': ['app-0   0/1   ImagePullBackOff   0   3m', ['ImagePullBackOff   0   3m']],
    'an answer with the registry’s words on the next line': [`${event}\ndenied: denied`, [`${event}\ndenied: denied`]],
    'the colours of a terminal': [`\u001b[31m${event}\u001b[0m`, [event]],
    'the body of Docker’s answer': [
      'Error response from daemon: {"message":"Get https://r.example.com/v2/: EOF"}',
      ['Error response from daemon: Get https://r.example.com/v2/: EOF'],
    ],
    'the body of a registry’s answer': [
      `${error}: {"errors":[{"code":"UNAUTHORIZED","message":"not you","detail":null}]}`,
      [`${error}: UNAUTHORIZED: not you`],
    ],
    'an answer that is an object, but none of a registry': [
      'Error response from daemon: no error details found in HTTP response body: "{\\"status\\":404,\\"error\\":\\"Not Found\\"}"',
      [
        'Error response from daemon: no error details found in HTTP response body: "{"status":404,"error":"Not Found"}"',
      ],
    ],
    'several events in one line of JSON': [
      JSON.stringify({items: [{message: event}, {message: `${event} again`}]}),
      [event, `${event} again`],
    ],
    'the status of the daemon’s answer, which is not the registry’s': [
      '(HTTP code 500) server error - Get https://r.example.com/v2/: EOF',
      ['Get https://r.example.com/v2/: EOF'],
    ],
    'progress of the Docker Engine and what it ends in': [
      'latest: Pulling from team/app\nError response from daemon: manifest unknown',
      ['latest: Pulling from team/app\nError response from daemon: manifest unknown'],
    ],
    'a list in prose': [`We see (${event}) since Monday`, [`${event}) since Monday`]],
  }

  for (const [sentence, [text, messages]] of Object.entries(texts)) {
    test(sentence, () => assert.deepEqual(messagesIn(text), messages))
  }
})
