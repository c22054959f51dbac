import type {Messages} from './message-form.ts'
import {denied, docker, image, scope} from './message-form.ts'

/** What is said to who may not have the image, or not like this. */
export const refusalMessages: Messages = {
  'no-credentials': [
    image('registry.corp.example/pay/api:3', `${denied}authorization failed: no basic auth credentials`),
    image(
      'acme.jfrog.io/docker-local/api:3',
      'failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized',
    ),
    image(
      'us-central1-docker.pkg.dev/acme/repo/api:3',
      'failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://us-central1-docker.pkg.dev/v2/token?scope=repository%3Aacme%2Frepo%2Fapi%3Apull&service=us-central1-docker.pkg.dev: 403 Forbidden',
    ),
    image(
      'ghcr.io/acme/api:3',
      'failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aacme%2Fapi%3Apull&service=ghcr.io: 401 Unauthorized',
    ),
    image(
      'registry.redhat.io/rhel9/postgresql-15:1',
      'failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://registry.redhat.io/auth/realms/rhcc/protocol/redhat-docker-v2/auth?scope=repository%3Arhel9%2Fpostgresql-15%3Apull&service=docker-registry: 401 Unauthorized',
    ),
    docker(
      'Get "https://123456789012.dkr.ecr.eu-central-1.amazonaws.com/v2/api/manifests/3": no basic auth credentials',
    ),
    docker('Head "https://registry.corp.example/v2/api/manifests/3": no basic auth credentials'),
    'initializing source docker://registry.redhat.io/rhel9/x:1: unable to retrieve auth token: invalid username/password: unauthorized: Please login to the Red Hat Registry using your Customer Portal credentials. Further instructions can be found here: https://access.redhat.com/RegistryAuthentication',
    'Failed to pull image "gcr.io/acme-prod/api:3": rpc error: code = Unknown desc = initializing source docker://gcr.io/acme-prod/api:3: reading manifest 3 in gcr.io/acme-prod/api: unauthorized: Unauthenticated request. Unauthenticated requests do not have permission "artifactregistry.repositories.downloadArtifacts" on resource "projects/acme-prod/locations/us/repositories/gcr.io" (or it may not exist)',
    'Warning  Failed     2m (x4 over 4m)  kubelet            Failed to pull image "123456789012.dkr.ecr.us-west-2.amazonaws.com/x:1": failed to pull and unpack image "123456789012.dkr.ecr.us-west-2.amazonaws.com/x:1": failed to resolve image: pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials',
  ],
  'bad-credentials': [
    image(
      'docker.io/acme/api:3',
      'failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://auth.docker.io/token: 401 Unauthorized',
    ),
    image(
      'harbor.corp.example/pay/api:3',
      'failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://harbor.corp.example/service/token?scope=repository%3Apay%2Fapi%3Apull&service=harbor-registry: 401 Unauthorized',
    ),
    image(
      'acme.azurecr.io/api:3',
      'failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized',
    ),
    docker('Head "https://registry-1.docker.io/v2/acme/api/manifests/3": unauthorized: incorrect username or password'),
    docker(
      'Get "https://quay.io/v2/acme/api/manifests/3": unauthorized: Could not find robot with username: acme+deploy and supplied password.',
    ),
    docker(
      'Get "https://registry.gitlab.com/v2/acme/api/manifests/3": unauthorized: HTTP Basic: Access denied. The provided password or token is incorrect or your account has 2FA enabled and you must use a personal access token instead of a password.',
    ),
    'unable to pull image or OCI artifact: pull image err: initializing source docker://quay.io/acme/api:3: unable to retrieve auth token: invalid username/password: unauthorized: Invalid Username or Password',
    'Failed to pull image "harbor.corp.example/a/b:1": rpc error: code = Unknown desc = Error response from daemon: Get "https://harbor.corp.example/v2/": unauthorized: authentication required',
    'rpc error: code = Unknown desc = unable to retrieve auth token: invalid username/password: unauthorized: incorrect username or password',
    'Back-off pulling image "acme/api:3": ErrImagePull: failed to pull and unpack image "docker.io/acme/api:3": failed to resolve image: failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://auth.docker.io/token?scope=repository%3Aacme%2Fapi%3Apull&service=registry.docker.io: 401 Unauthorized\nunauthorized: incorrect username or password',
  ],
  'token-expired': [
    image(
      '123456789012.dkr.ecr.us-east-1.amazonaws.com/api:3',
      'unexpected status from HEAD request to https://123456789012.dkr.ecr.us-east-1.amazonaws.com/v2/api/manifests/3: 403 Forbidden\ndenied: Your authorization token has expired. Reauthenticate and try again.',
    ),
    docker(
      "pull access denied for 123456789012.dkr.ecr.us-east-1.amazonaws.com/api, repository does not exist or may require 'docker login': denied: Your authorization token has expired. Reauthenticate and try again.",
    ),
    docker(
      'Head "https://registry-1.docker.io/v2/acme/api/manifests/3": unauthorized: personal access token is expired',
    ),
    "initializing source docker://public.ecr.aws/acme/api:3: reading manifest 3 in public.ecr.aws/acme/api: denied: Your Authorization Token has expired. Please run 'aws ecr-public get-login-password --region us-east-1' to fetch a new Authorization Token.",
    image(
      'public.ecr.aws/acme/api:3',
      'failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://public.ecr.aws/token/?scope=repository%3Aacme%2Fapi%3Apull&service=public.ecr.aws: 403 Forbidden',
    ),
  ],
  'no-pull-permission': [
    docker(
      'Head "https://europe-docker.pkg.dev/v2/acme/repo/api/manifests/3": denied: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "projects/acme/locations/europe/repositories/repo" (or it may not exist)',
    ),
    image(
      'us-docker.pkg.dev/acme/repo/api:3',
      'unexpected status from HEAD request to https://us-docker.pkg.dev/v2/acme/repo/api/manifests/3: 403 Forbidden',
    ),
    image(
      '123456789012.dkr.ecr.us-east-1.amazonaws.com/api:3',
      'pulling from host 123456789012.dkr.ecr.us-east-1.amazonaws.com failed with status code [manifests 3]: 403 Forbidden',
    ),
    docker(
      "pull access denied for 123456789012.dkr.ecr.us-east-1.amazonaws.com/api, repository does not exist or may require 'docker login': denied: User: arn:aws:sts::210987654321:assumed-role/eks-node/i-0abc is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:us-east-1:123456789012:repository/api because no identity-based policy allows the ecr:BatchGetImage action",
    ),
    docker(
      'unauthorized: unauthorized to access repository: pay/api, action: pull: unauthorized to access repository: pay/api, action: pull',
    ),
    'initializing source docker://harbor.corp.example/pay/api:3: reading manifest 3 in harbor.corp.example/pay/api: unauthorized: unauthorized to access repository: pay/api, action: pull: unauthorized to access repository: pay/api, action: pull',
    docker(
      'Head "https://registry-1.docker.io/v2/acme/api/manifests/3": unauthorized: access token has insufficient scopes',
    ),
    docker('denied: permission_denied: The token provided does not match expected scopes.'),
    'unable to pull image or OCI artifact: pull image err: initializing source docker://acme.jfrog.io/docker/api:3: reading manifest 3 in acme.jfrog.io/docker/api: StatusCode: 403, "{\\n  \\"errors\\" : [ {\\n    \\"status\\" : 403,\\n    \\"message\\" : \\"Not permitted to resolve docker:api/3\\"\\n  } ]\\n}"',
  ],
  'repository-not-found': [
    docker(
      "pull access denied for ngimx, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    ),
    image('docker.io/library/postgress:16', scope),
    docker(
      "repository 123456789012.dkr.ecr.us-east-1.amazonaws.com/apj not found: name unknown: The repository with name 'apj' does not exist in the registry with id '123456789012'",
    ),
    'initializing source docker://registry.corp.example/pay/apj:3: reading manifest 3 in registry.corp.example/pay/apj: name unknown: repository name not known to registry',
    docker('unknown: project pai not found: project pai not found'),
    docker('unknown: repository pay/apj not found'),
    'Failed to pull image "registry.corp.example/pay/apj:3": rpc error: code = NotFound desc = initializing source docker://registry.corp.example/pay/apj:3: reading manifest 3 in registry.corp.example/pay/apj: repository name not known to registry',
    'initializing source docker://quay.io/acme/apj:3: reading manifest 3 in quay.io/acme/apj: unauthorized: access to the requested resource is not authorized',
    'Failed to pull image "myapp:latest": Error response from daemon: pull access denied for myapp, repository does not exist or may require \'docker login\'',
  ],
  'secret-malformed': [
    'Failed to pull image "acme/api:3": illegal base64 data at input byte 12',
    'Error: unable to parse auth field, must be formatted as base64(username:password)',
    'Failed to pull image "acme/api:3": unable to parse auth field, must be formatted as base64(username:password)',
    'json: cannot unmarshal number into Go struct field dockerConfigEntryWithAuth.auths.password of type string',
    'Failed to pull image "acme/api:3": json: cannot unmarshal string into Go value of type credentialprovider.dockerConfigEntryWithAuth',
  ],
  'secret-missing': [
    'Unable to retrieve some image pull secrets (regcred, other); attempting to pull the image may not succeed.',
    'Warning  FailedToRetrieveImagePullSecret  3s (x7 over 90s)  kubelet  Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.',
    'Unable to retrieve pull secret shop/regcred for shop/web-0 due to secret "regcred" not found.  The image pull may not succeed.',
  ],
  'credential-provider-failed': [
    'Failed getting credential from external registry credential provider: error execing credential provider plugin ecr-credential-provider for image 123456789012.dkr.ecr.us-east-1.amazonaws.com/api: exit status 1',
    'Failed getting credential from external registry credential provider: error execing credential provider plugin gcr-credential-provider for image gcr.io/a/b: context deadline exceeded',
  ],
  'geo-or-ip-blocked': [
    docker(
      'Head "https://acme.azurecr.io/v2/api/manifests/3": denied: client with IP \'203.0.113.9\' is not allowed access, refer https://aka.ms/acr/firewall to grant access',
    ),
    docker(
      'error parsing HTTP 403 response body: invalid character \'<\' looking for beginning of value: "<html><body><h1>403 Forbidden</h1>\\nSince Docker is a US company, we must comply with US export control regulations. In an effort to comply with these, we now block all IP addresses that are located in Cuba, Iran, North Korea, Republic of Crimea, Sudan, and Syria.\\n</body></html>"',
    ),
    image(
      'us-docker.pkg.dev/acme/repo/api:3',
      "unexpected status from HEAD request to https://us-docker.pkg.dev/v2/acme/repo/api/manifests/3: 403 Forbidden\ndenied: Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: 0ab",
    ),
  ],
  'content-trust-policy': [
    'Source image rejected: Running image docker://docker.io/acme/api:3 is rejected by policy.',
    'SignatureValidationFailed: Source image rejected: None of the signatures were accepted, reasons: Signature for identity registry.corp.example/api:2 is not accepted',
    docker('unknown: The image is not signed by cosign.'),
    docker(
      'unknown: current image without vulnerability scanning cannot be pulled due to configured policy in \'Prevent images with vulnerability severity of "Critical" or higher from running.\'',
    ),
    'initializing source docker://registry.evil.example/api:3: registry registry.evil.example is blocked in /etc/containers/registries.conf or /etc/containers/registries.conf.d',
    'Source image rejected: cryptographic signature verification failed: invalid signature when validating ASN.1 encoded signature',
  ],
  'rate-limited': [
    docker(
      'toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit',
    ),
    image(
      'docker.io/library/nginx:1',
      'unexpected status from HEAD request to https://registry-1.docker.io/v2/library/nginx/manifests/1: 429 Too Many Requests\ntoomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
    ),
    'initializing source docker://public.ecr.aws/acme/api:3: reading manifest 3 in public.ecr.aws/acme/api: toomanyrequests: Rate exceeded',
    docker(
      "toomanyrequests: Quota exceeded for quota metric 'Requests per project per region' and limit 'Requests per project per region per minute per region' of service 'artifactregistry.googleapis.com'",
    ),
    'pinging container registry registry-1.docker.io: too many requests to registry',
    'received unexpected HTTP status: 429 Too Many Requests',
  ],
}
