/** A library that stands in the executable of a bun, which comes without a version of it. */
export interface BunLibrary {
  readonly name: string
  /** An SPDX expression, or words where Bun's list has none. */
  readonly license: string
  /** `OWNER/REPOSITORY` on GitHub. */
  readonly repository: string
}

/** JavaScriptCore is WebKit's; Bun has a fork of it. The licence is the one that the files of WebKit name. */
export const webKit: BunLibrary = {
  name: 'JavaScriptCore',
  license: 'LGPL-2.0-or-later',
  repository: 'oven-sh/WebKit',
}

/** What else Bun's LICENSE.md says to be linked into it, in its order. To be compared again when `bunVersion` changes. */
export const bunLibraries: readonly BunLibrary[] = [
  {name: 'BoringSSL', license: 'several licences', repository: 'google/boringssl'},
  {name: 'brotli', license: 'MIT', repository: 'google/brotli'},
  {name: 'libarchive', license: 'several licences', repository: 'libarchive/libarchive'},
  {name: 'lol-html', license: 'BSD-3-Clause', repository: 'cloudflare/lol-html'},
  {name: 'ls-hpack', license: 'MIT', repository: 'litespeedtech/ls-hpack'},
  {name: 'ls-qpack', license: 'MIT', repository: 'litespeedtech/ls-qpack'},
  {name: 'lsquic', license: 'MIT AND BSD-3-Clause', repository: 'litespeedtech/lsquic'},
  {name: 'mimalloc', license: 'MIT', repository: 'microsoft/mimalloc'},
  {name: 'picohttpparser', license: 'MIT', repository: 'h2o/picohttpparser'},
  {name: 'zstd', license: 'BSD-3-Clause', repository: 'facebook/zstd'},
  {name: 'simdutf', license: 'Apache-2.0', repository: 'simdutf/simdutf'},
  {name: 'tinycc', license: 'LGPL-2.1-or-later', repository: 'TinyCC/tinycc'},
  {name: 'uSockets', license: 'Apache-2.0', repository: 'uNetworking/uSockets'},
  {name: 'zlib-ng', license: 'Zlib', repository: 'zlib-ng/zlib-ng'},
  {name: 'c-ares', license: 'MIT', repository: 'c-ares/c-ares'},
  {name: 'ICU', license: 'Unicode-3.0', repository: 'unicode-org/icu'},
  {name: 'base64', license: 'BSD-2-Clause', repository: 'aklomp/base64'},
  {name: 'libuv', license: 'MIT', repository: 'libuv/libuv'},
  {name: 'libdeflate', license: 'MIT', repository: 'ebiggers/libdeflate'},
  {name: 'libjpeg-turbo', license: 'IJG AND BSD-3-Clause AND Zlib', repository: 'libjpeg-turbo/libjpeg-turbo'},
  {name: 'libspng', license: 'BSD-2-Clause', repository: 'randy408/libspng'},
  {name: 'libwebp', license: 'BSD-3-Clause', repository: 'webmproject/libwebp'},
  {name: 'highway', license: 'Apache-2.0', repository: 'google/highway'},
  {name: 'uucode', license: 'MIT', repository: 'jacobsandlund/uucode'},
  {name: 'uWebSockets', license: 'Apache-2.0', repository: 'jarred-sumner/uwebsockets'},
  {name: 'TigerBeetle (parts of its IO)', license: 'Apache-2.0', repository: 'tigerbeetle/tigerbeetle'},
  {name: 'libc++abi (parts)', license: 'Apache-2.0 WITH LLVM-exception', repository: 'llvm/llvm-project'},
]
