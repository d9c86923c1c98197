// Turns the table of public data schemas into the compact file that Plans embeds.
// Usage: node derive-schemas.mjs schemas.table.json schemas/schemas.tsv
import { readFileSync, writeFileSync } from 'node:fs'

const [input, output] = process.argv.slice(2)
const rows = JSON.parse(readFileSync(input, 'utf8'))

function must(condition, message) {
  if (!condition) {
    throw new Error(message)
  }
}

const forces = { OBLIGATOIRE: 'Required', OBLIGATOIRE_SI: 'Conditional', RECOMMANDE: 'Recommended', METIER: 'Trade' }

// The table says "idem" of rows that were read just under the one they follow.
const sameAs = {
  'etalab/schema-irve-statique': 'etalab/schema-irve',
  'etalab/schema-irve-dynamique': 'etalab/schema-irve',
  'scdl/plats-menus-collectifs': 'scdl/menus-collectifs',
  'cnigfr/schema-carte-communale': 'cnigfr/schema-plan-local-urbanisme',
  'cnigfr/schema-schema-coherence-territoriale': 'cnigfr/schema-plan-local-urbanisme',
}
const byName = new Map(rows.map(row => [row.name, row]))
const clean = text => text.replace(/[\t\r\n]+/g, ' ').replaceAll("'", '’').replace(/ ([:;!?])/g, '\u00A0$1').trim()
const dash = text => (text === '—' ? '' : text)

function said(row, column) {
  const text = dash(row[column] ?? '')
  if (!text.startsWith('idem')) {
    return clean(text)
  }
  const other = byName.get(sameAs[row.name])
  must(other && !other[column].startsWith('idem'), `${row.name}: what is "idem" in ${column}?`)
  return clean(dash(other[column]))
}

// Those of the common base (SCDL), and those of which someone read whether a local body has to publish them.
const kept = rows.filter(row => row.scdl === 'oui' || row.force !== '').sort((a, b) => (a.name < b.name ? -1 : 1))
must(new Set(kept.map(row => row.name)).size === kept.length, 'a schema occurs twice')
must(kept.filter(row => row.scdl === 'oui').length === 14, 'the common base has another number of schemas')

const vintage = rows.map(row => row.last_modified).filter(Boolean).sort().at(-1)
const lines = [
  `# source\tschema.data.gouv.fr\n# licence\tLicence Ouverte 2.0\n# vintage\t${vintage}`,
  ['name', 'title', 'version', 'scdl', 'force', 'producer', 'condition', 'legal', 'reading', 'homepage'].join('\t'),
  ...kept.map(row => {
    must(forces[row.force], `${row.name}: ${row.force} is no known force`)
    return [row.name, clean(row.title), row.version, row.scdl === 'oui' ? '1' : '0', forces[row.force], said(row, 'producteur'), said(row, 'condition'),
      said(row, 'base_legale'), said(row, 'source_obligation'), row.homepage.replace(/\.git$/, '')].join('\t')
  }),
]
writeFileSync(output, lines.join('\n') + '\n')
console.log(`${kept.length} schemas of ${rows.length}, vintage ${vintage}`)
