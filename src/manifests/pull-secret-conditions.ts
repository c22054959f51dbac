/** The pull secret that Pods get, and the images that make them get it. */
export interface PullSecretRule {
  readonly secret: string
  /** Expressions of RE2 over image names after Docker's defaults, as `parseImagePattern` makes them. */
  readonly regexes: readonly [string, ...string[]]
}

/** A condition of an admission policy; the expression is CEL, in lines. */
export interface Condition {
  readonly name: string
  readonly expression: readonly string[]
}

/**
 * When a new Pod gets the pull secret: it lacks it, and one of its images matches. Containers, init containers and image
 * volumes pull; an ephemeral container is never there when a Pod is made, and the list cannot be changed later. Image
 * names are read as the kubelet does (`ParseNormalizedNamed` of distribution/reference), so that `nginx` is
 * `docker.io/library/nginx`. Every field is asked for first: without a value it is absent, and to read it an error, by
 * which `failurePolicy` decides. Variables of the policy are not known here yet.
 */
export function pullSecretConditions({secret, regexes}: PullSecretRule): readonly [Condition, Condition] {
  const name = celText(secret)
  return [
    {
      name: 'lacks-the-pull-secret',
      expression: [
        '!has(object.spec.imagePullSecrets) ||',
        `!object.spec.imagePullSecrets.exists(s, has(s.name) && s.name == ${name})`,
      ],
    },
    {
      name: 'pulls-a-matching-image',
      expression: [
        '(',
        '  object.spec.containers.filter(c, has(c.image)).map(c, c.image) +',
        '  (has(object.spec.initContainers)',
        '    ? object.spec.initContainers.filter(c, has(c.image)).map(c, c.image) : []) +',
        '  (has(object.spec.volumes)',
        '    ? object.spec.volumes.filter(v, has(v.image) && has(v.image.reference)).map(v, v.image.reference) : [])',
        ')',
        `.map(i, i.matches(${celText('^([^/]*[.:A-Z][^/]*|localhost)/')}) ? i : "docker.io/" + i)`,
        '.map(i, i.startsWith("index.docker.io/") ? i.substring(6) : i)',
        `.map(i, i.matches(${celText('^docker[.]io/[^/]+$')}) ? "docker.io/library/" + i.substring(10) : i)`,
        `.exists(i, ${regexes.map((regex) => `i.matches(${celText(regex)})`).join(' || ')})`,
      ],
    },
  ]
}

/**
 * The apply configuration that adds it. `imagePullSecrets` is a map by `name` to server-side apply (`listMapKey` in
 * core/v1), so that the entries that are there stay.
 */
export function addPullSecret({secret}: PullSecretRule): readonly string[] {
  return [
    'Object{',
    '  spec: Object.spec{',
    `    imagePullSecrets: [Object.spec.imagePullSecrets{name: ${celText(secret)}}]`,
    '  }',
    '}',
  ]
}

/** CEL's double-quoted text has the escapes of JSON. */
function celText(text: string): string {
  return JSON.stringify(text)
}
