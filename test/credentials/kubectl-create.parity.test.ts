import {type HashedSecret, hashedText, secretHash} from '../../src/credentials/secret-hash.ts'
import {Sensitive} from '../../src/credentials/sensitive.ts'
import {writeDockerConfig} from '../../src/credentials/write-docker-config.ts'
import {testVectors} from '../reference/vectors.ts'

interface Input {
  readonly name?: string
  readonly type?: string
  readonly username?: string
  readonly password?: string
  readonly server?: string
  readonly email?: string
  readonly appendHash?: boolean
  readonly data?: Readonly<Record<string, string>>
}

const type = 'kubernetes.io/dockerconfigjson'

testVectors<Input>(
  'kubectl-create.json',
  {
    create({name, username, password, server = 'https://index.docker.io/v1/', email = '', appendHash = false}) {
      // What is missing is asked for in our own words, for we have flags of our own.
      if (name === undefined || !username || !password) return undefined
      const bytes = writeDockerConfig([{key: server, username, password: new Sensitive(password), email}])
      const suffix = appendHash ? `-${secretHash({name, type, data: {'.dockerconfigjson': bytes}})}` : ''
      return {
        apiVersion: 'v1',
        kind: 'Secret',
        name: `${name}${suffix}`,
        type,
        dockerconfigjson: Buffer.from(bytes).toString('utf8'),
        dataBase64: Buffer.from(bytes).toString('base64'),
      }
    },
    secretHash: (input) => ({hash: secretHash(hashed(input))}),
    encodeSecret: (input) => ({text: hashedText(hashed(input))}),
  },
  {
    encodeHash: 'the last step of secretHash, which is compared whole',
    fromFile: 'kubectl’s --from-file copies a file unread; ours reads a docker config and says what is wrong with it',
    parseFileSource: 'the argument of kubectl’s --from-file',
  },
)

function hashed({name = '', type = '', data = {}}: Input): HashedSecret {
  return {name, type, data: Object.fromEntries(Object.entries(data).map(([key, text]) => [key, Buffer.from(text)]))}
}
