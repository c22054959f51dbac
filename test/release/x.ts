import {readFileSync, writeFileSync} from 'node:fs'
import {bundleProgram} from '../runtime/bundle.ts'
import {compile} from './compile.ts'
import {thisPlatform} from './platform.ts'
const b = await bundleProgram()
const mu = (w:string)=>`;process.stderr.write(${JSON.stringify(w)}+" "+Math.round(performance.now())+" "+Object.entries(process.memoryUsage()).map(([k,v])=>k+"="+Math.round(v/1048576)).join(" ")+"\\n");`
const files = b.files.map(f => { if (typeof f.text !== 'string') return f; let t=f.text.replace(/pages \+= 1;/, m=>m+` if (pages % 40 === 0) {${mu('pre '+'')}globalThis.Bun?.gc(true);${mu('post')}}`);
 t=t.replace(/function reportText\(/, m=>`setTimeout(()=>{${mu('x')}},0);`+m)
 t=t.replace(/^async function runProgram\(/m, m=>`process.on('exit',()=>{${mu('exit')};globalThis.Bun?.gc(true);${mu('exitgc')}});`+m)
 return {...f, text: t} })
writeFileSync('/tmp/exe-mu', await compile({...b, files}, thisPlatform()), {mode: 0o755})
