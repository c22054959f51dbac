import type {AlsoRights, CommandRights, Right} from './right.ts'

/** Pods that pull and what the kubelet takes for it. */
const pulls: readonly Right[] = [
  {group: '', resources: ['pods'], verbs: ['list'], purpose: 'what waits, and for which image'},
  {group: '', resources: ['events'], verbs: ['list'], purpose: 'what the kubelet says of it'},
  {group: '', resources: ['serviceaccounts'], verbs: ['list'], purpose: 'pull secrets that Pods inherit'},
  {
    group: '',
    resources: ['secrets'],
    verbs: ['get', 'list'],
    purpose: 'pull secrets by type, and those that Pods name',
  },
]

const platforms: Right = {group: '', resources: ['nodes'], verbs: ['list'], purpose: 'platform and runtime of nodes'}

const owners: readonly Right[] = [
  {group: 'apps', resources: ['replicasets'], verbs: ['list'], purpose: 'the Deployment behind a Pod'},
  {group: 'batch', resources: ['jobs'], verbs: ['list'], purpose: 'the CronJob behind a Pod'},
]

const fromNode: AlsoRights = {flag: 'from-node', command: 'from-node'}

/**
 * The least rights of each command that asks a cluster. Each is needed for what its purpose says; where one is withheld,
 * the command says so, or what it could not look at.
 */
export const commandRights: readonly CommandRights[] = [
  {
    command: 'doctor',
    inNamespace: [
      ...pulls,
      ...owners,
      {group: '', resources: ['pods'], verbs: ['get'], purpose: 'the Pod that is named'},
      ...workloads(['get'], ['cronjobs', 'jobs'], 'the workload that is named'),
    ],
    inCluster: [platforms],
    also: [fromNode, {flag: 'watch', command: 'watch'}],
  },
  {command: 'verify', inNamespace: [...pulls, ...owners], inCluster: [platforms], also: [fromNode]},
  {
    command: 'decode',
    inNamespace: [{group: '', resources: ['secrets'], verbs: ['get', 'list'], purpose: 'Secrets by name, or all'}],
    inCluster: [],
    also: [],
  },
  {
    command: 'create',
    inNamespace: [
      {
        group: '',
        resources: ['secrets'],
        verbs: ['create', 'get', 'patch', 'update'],
        purpose: 'get and update for --update, get and patch for several namespaces',
      },
    ],
    inCluster: [
      {
        group: '',
        resources: ['namespaces'],
        verbs: ['create', 'get', 'list'],
        purpose: 'list for -A and --namespace-selector, get and create for --create-namespace',
      },
    ],
    also: [{flag: 'attach', command: 'attach'}],
  },
  {
    command: 'attach',
    inNamespace: [
      {group: '', resources: ['secrets'], verbs: ['get'], purpose: 'is it there, and is it a pull secret'},
      {group: '', resources: ['pods'], verbs: ['list'], purpose: 'which running Pods lack it still'},
      {
        group: '',
        resources: ['serviceaccounts'],
        verbs: ['get', 'list', 'patch'],
        purpose: 'list for --all-service-accounts',
      },
      // The API server changes no template of a Job.
      ...workloads(['get', 'patch'], ['cronjobs'], 'the workload that is named, and --restart'),
    ],
    inCluster: [],
    also: [],
  },
  {
    command: 'detach',
    inNamespace: [
      {
        group: '',
        resources: ['serviceaccounts'],
        verbs: ['get', 'list', 'patch'],
        purpose: 'list for --all-service-accounts',
      },
      ...workloads(['get', 'patch'], ['cronjobs'], 'the workload that is named'),
    ],
    inCluster: [],
    also: [],
  },
  {
    command: 'refresh',
    inNamespace: [
      {
        group: '',
        resources: ['secrets'],
        verbs: ['get', 'list', 'update'],
        purpose: 'those that are named, or all; written back where a login was renewed',
      },
    ],
    inCluster: [],
    also: [],
  },
  {
    command: 'advise',
    inNamespace: [
      {group: '', resources: ['secrets'], verbs: ['list'], purpose: 'pull secrets, and who keeps them'},
      {group: '', resources: ['serviceaccounts'], verbs: ['list'], purpose: 'how Pods come by them'},
    ],
    inCluster: [
      {group: '', resources: ['nodes'], verbs: ['list'], purpose: 'whose nodes they are, and of which version'},
      {
        group: 'apiextensions.k8s.io',
        resources: ['customresourcedefinitions'],
        verbs: ['list'],
        purpose: 'External Secrets Operator, Kyverno',
      },
    ],
    also: [],
  },
  {
    command: 'from-node',
    flagOf: 'verify or doctor',
    inNamespace: [
      {
        group: '',
        resources: ['pods'],
        verbs: ['create', 'delete', 'list', 'watch'],
        purpose: 'one short-lived Pod per node',
      },
      {group: '', resources: ['events'], verbs: ['list'], purpose: 'what the kubelet says of its pull'},
      {
        group: '',
        resources: ['secrets'],
        verbs: ['create', 'delete', 'get', 'list'],
        purpose: 'a copy as short-lived, where --probe-namespace is another one',
      },
    ],
    inCluster: [
      {group: '', resources: ['nodes'], verbs: ['get', 'list'], purpose: 'by name, or by labels with --from-nodes'},
    ],
    also: [],
  },
  {
    command: 'watch',
    flagOf: 'doctor',
    inNamespace: [
      {
        group: '',
        resources: ['pods', 'secrets', 'serviceaccounts'],
        verbs: ['watch'],
        purpose: 'changes as they happen; else all is read again now and then',
      },
    ],
    inCluster: [],
    also: [],
  },
]

function workloads(verbs: readonly string[], batch: readonly string[], purpose: string): readonly Right[] {
  return [
    {group: '', resources: ['replicationcontrollers'], verbs, purpose},
    {group: 'apps', resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'], verbs, purpose},
    {group: 'batch', resources: batch, verbs, purpose},
  ]
}
