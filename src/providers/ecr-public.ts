import {awsHints} from './ecr.ts'
import {formHints} from './form-hints.ts'
import {loginToken} from './login-token.ts'
import type {Provider} from './provider.ts'
import {isServiceHost} from './registry-host.ts'

const title = 'Amazon ECR Public'
const newPassword = 'aws ecr-public get-login-password --region us-east-1'

/** Amazon's public gallery. It serves without a login too, at a lower rate. Its tokens come from us-east-1 only. */
export const ecrPublic: Provider = {
  id: 'ecr-public',
  title,
  hosts: (registry) => isServiceHost(registry, ['public.ecr.aws', 'ecr-public.aws.com']),
  home: 'public.ecr.aws',
  username: 'AWS',
  canonicalKey: (registry) => registry,
  token: (login) => loginToken(login),
  hints: (login) => [...formHints(login, {title, vendors: ['aws']}), ...awsHints(login, newPassword)],
  newPassword: () => newPassword,
  page: ({repository}) => `https://gallery.ecr.aws/${repository}`,
}
