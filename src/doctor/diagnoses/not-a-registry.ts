import type {Diagnosis} from '../diagnosis.ts'
import {changeImage} from '../remedy.ts'
import {statedCause, statedFacts} from '../stated-cause.ts'

export const notARegistry: Diagnosis = {
  code: 'ICR1315',
  cause: 'not-a-registry',
  severity: 'error',
  summary: 'what answers is not a registry',
  needs: statedFacts,
  supersedes: ['tag-not-found', 'repository-not-found'],
  examine(pullCase) {
    return statedCause(pullCase, 'not-a-registry', ({host}) => ({
      message: `${host} does not answer as a registry does`,
      remedies: [
        changeImage(
          pullCase.plan,
          `Compare host, port and path with the registry's address: a web server answers at "${host}".`,
        ),
      ],
    }))
  },
  explanation: `What you see
  "unexpected media type text/html", "invalid character '<' looking for beginning of value", "error parsing HTTP 404
  response body", or containerd's bare "not found" although the image is there.

Why it happens
  The host or port in the image belongs to a web page: the user interface of Nexus or Artifactory instead of its
  connector, a login page that a proxy or a single sign-on puts before everything, a GitLab web address instead of its
  registry's, a load balancer's default page. Or a mirror on the node answers so.

How to fix it
  A registry answers this with 200 or 401 and the header Docker-Distribution-Api-Version or WWW-Authenticate:
    curl -i https://HOST/v2/
  Write the registry's own host and port in the image, and exempt /v2/ from the login page.

When this is not the cause
  When the host is not the one in the image, a mirror is configured on the node: see MirrorMisconfigured. A registry
  that answers 404 with NAME_UNKNOWN is one.
`,
}
