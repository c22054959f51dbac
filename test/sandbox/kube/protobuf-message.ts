/** One field of a message: its JSON name and type. */
export interface ProtobufField {
  readonly name: string
  readonly repeated: 'no' | 'list' | 'map'
  /** `string`, `bytes`, `bool`, `int`, `time`, or the name of a message. For a map, the type of its values. */
  readonly type: string
}

/**
 * The messages that kubectl sends in protobuf: what its typed `create` commands make, and what `auth` asks. One line
 * each: name, then `NUMBER:FIELD:TYPE`, `[]` before the type of a list, `{}` before that of a map with string keys.
 * The numbers are those of the generated.proto files in k8s.io/api and k8s.io/apimachinery.
 */
const table = `
ObjectMeta 1:name:string 2:generateName:string 3:namespace:string 5:uid:string 6:resourceVersion:string 7:generation:int 8:creationTimestamp:time 9:deletionTimestamp:time 11:labels:{}string 12:annotations:{}string 13:ownerReferences:[]OwnerReference 14:finalizers:[]string
OwnerReference 1:kind:string 3:name:string 4:uid:string 5:apiVersion:string 6:controller:bool 7:blockOwnerDeletion:bool
ObjectReference 1:kind:string 2:namespace:string 3:name:string 4:uid:string 5:apiVersion:string 6:resourceVersion:string 7:fieldPath:string
LocalObjectReference 1:name:string
v1/Secret 1:metadata:ObjectMeta 2:data:{}bytes 3:type:string 4:stringData:{}string 5:immutable:bool
v1/ConfigMap 1:metadata:ObjectMeta 2:data:{}string 3:binaryData:{}bytes 4:immutable:bool
v1/Namespace 1:metadata:ObjectMeta 2:spec:NamespaceSpec
NamespaceSpec 1:finalizers:[]string
v1/ServiceAccount 1:metadata:ObjectMeta 2:secrets:[]ObjectReference 3:imagePullSecrets:[]LocalObjectReference 4:automountServiceAccountToken:bool
authentication.k8s.io/v1/SelfSubjectReview 1:metadata:ObjectMeta
authorization.k8s.io/v1/SelfSubjectRulesReview 1:metadata:ObjectMeta 2:spec:RulesReviewSpec
RulesReviewSpec 1:namespace:string
authorization.k8s.io/v1/SelfSubjectAccessReview 1:metadata:ObjectMeta 2:spec:AccessReviewSpec
AccessReviewSpec 1:resourceAttributes:ResourceAttributes 2:nonResourceAttributes:NonResourceAttributes
ResourceAttributes 1:namespace:string 2:verb:string 3:group:string 4:version:string 5:resource:string 6:subresource:string 7:name:string
NonResourceAttributes 1:path:string 2:verb:string
PolicyRule 1:verbs:[]string 2:apiGroups:[]string 3:resources:[]string 4:resourceNames:[]string 5:nonResourceURLs:[]string
Subject 1:kind:string 2:apiGroup:string 3:name:string 4:namespace:string
RoleRef 1:apiGroup:string 2:kind:string 3:name:string
rbac.authorization.k8s.io/v1/Role 1:metadata:ObjectMeta 2:rules:[]PolicyRule
rbac.authorization.k8s.io/v1/ClusterRole 1:metadata:ObjectMeta 2:rules:[]PolicyRule
rbac.authorization.k8s.io/v1/RoleBinding 1:metadata:ObjectMeta 2:subjects:[]Subject 3:roleRef:RoleRef
rbac.authorization.k8s.io/v1/ClusterRoleBinding 1:metadata:ObjectMeta 2:subjects:[]Subject 3:roleRef:RoleRef
`

const messages = new Map(table.trim().split('\n').map(parseMessage))

/** The fields of a message by number; kinds are found as `GROUP/VERSION/KIND`. */
export function protobufMessage(name: string): ReadonlyMap<number, ProtobufField> | undefined {
  return messages.get(name)
}

function parseMessage(line: string): [string, ReadonlyMap<number, ProtobufField>] {
  const [name = '', ...fields] = line.split(' ')
  return [name, new Map(fields.map(parseField))]
}

function parseField(text: string): [number, ProtobufField] {
  const [number, name = '', given = ''] = text.split(':')
  const repeated = given.startsWith('[]') ? 'list' : given.startsWith('{}') ? 'map' : 'no'
  return [Number(number), {name, repeated, type: repeated === 'no' ? given : given.slice(2)}]
}
