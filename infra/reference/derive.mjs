// Turns @etalab/decoupage-administratif into the compact tables that the product embeds.
// Usage: node derive.mjs PACKAGE_FOLDER OUTPUT_FOLDER (the `derive` script beside it does both steps).
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [packageFolder, outputFolder] = process.argv.slice(2)
const read = name => JSON.parse(readFileSync(join(packageFolder, 'data', `${name}.json`), 'utf8'))
const version = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version

function must(condition, message) {
  if (!condition) {
    throw new Error(message)
  }
}

const byCode = (a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
const clean = name => name.normalize('NFC').replaceAll('’', "'").replace(/\s+/g, ' ').trim()

function luhn(siren) {
  let sum = 0
  for (let i = 0; i < 9; i++) {
    const digit = Number(siren[8 - i]) * (i % 2 === 0 ? 1 : 2)
    sum += digit > 9 ? digit - 9 : digit
  }
  return /^\d{9}$/.test(siren) && sum % 10 === 0
}

function write(name, columns, rows) {
  const lines = [columns, ...rows].map(row => {
    must(row.length === columns.length, `${name}: ${row.length} cells for ${columns.length} columns`)
    const cells = row.map(cell => (cell === undefined || cell === null ? '' : String(cell)))
    must(cells.every(cell => !/[\t\r\n]/.test(cell)), `${name}: separator inside ${cells}`)
    return cells.join('\t')
  })
  writeFileSync(join(outputFolder, `${name}.tsv`), lines.join('\n') + '\n')
  return rows.length
}

// Sub-communal rows (delegated and associated communes, arrondissements of Paris, Lyon and Marseille) are not public bodies.
const communes = read('communes').filter(row => row.type === 'commune-actuelle').sort(byCode)
const epcis = read('epci').sort(byCode)
const epts = read('ept').sort(byCode)
const departements = read('departements').sort(byCode)
const regions = read('regions').sort(byCode)

const communeByCode = new Map(communes.map(row => [row.code, row]))
must(communeByCode.size === communes.length, 'a commune code occurs twice')

// The intercommunal files are a year older than the communes: a code that only one of them knows must stop us, not vanish.
function membership(groups) {
  const groupOf = new Map()
  for (const group of groups) {
    must(luhn(group.code), `SIREN ${group.code} of ${group.nom}`)
    for (const member of group.membres) {
      must(communeByCode.has(member.code), `${member.code}, member of ${group.nom}, is not a commune`)
      must(!groupOf.has(member.code), `${member.code} belongs to two groups`)
      const siren = communeByCode.get(member.code).siren
      must(!member.siren || member.siren === siren, `two SIREN for ${member.code}`)
      groupOf.set(member.code, { group, member })
    }
  }
  return groupOf
}
const epciOf = membership(epcis)
const eptOf = membership(epts)

const sirens = communes.map(row => row.siren).filter(Boolean)
must(sirens.every(luhn), 'a commune SIREN does not satisfy Luhn')
must(new Set([...sirens, ...epcis.map(row => row.code), ...epts.map(row => row.code)]).size
  === sirens.length + epcis.length + epts.length, 'a SIREN occurs twice')

// The overseas collectivities come without a code; their names carry the article of the others.
const embeddedArticles = [[/^Le /, 2], [/^La /, 3], [/^Les /, 4], [/^L'/, 5], [/^Aux /, 6], [/^Las /, 7], [/^Los /, 8]]
function article(row) {
  const name = clean(row.nom)
  const embedded = embeddedArticles.find(([pattern]) => pattern.test(name))?.[1]
  // Two overseas names carry 0, which is for a consonant and no article.
  const mended = { 984: 4, 989: 5 }[row.code]
  return embedded ?? mended ?? row.typeLiaison
}

// Names of intercommunal bodies have no code at all: "la CC …", "la Métropole …", "l'Eurométropole …", "Nantes Métropole".
function groupArticle(name) {
  if (/^(CC|CA|CU) |^Métropole /.test(name)) {
    return 3
  }
  if (/^Eurométropole /.test(name)) {
    return 5
  }
  return /^[AEIOUÀÂÉÈÊËÎÏÔÙÛŒ]/i.test(name) ? 1 : 0
}

const rows = {}
rows.communes = write('communes',
  ['insee', 'name', 'article', 'siren', 'departement', 'region', 'epci', 'ept', 'population', 'population_total',
    'postal_codes'],
  communes.map(row => [row.code, clean(row.nom), article(row), row.siren, row.departement, row.region,
    epciOf.get(row.code)?.group.code, eptOf.get(row.code)?.group.code, row.population,
    epciOf.get(row.code)?.member.populationTotale, row.codesPostaux?.join(' ')]))

function groupRows(groups) {
  return groups.map(group => {
    const name = clean(group.nom)
    const places = [...new Set(group.membres.map(member => communeByCode.get(member.code).departement))].sort()
    return [group.code, name, groupArticle(name), group.type, group.populationMunicipale, group.populationTotale,
      group.membres.length, places.join(' ')]
  })
}
const groupColumns = ['siren', 'name', 'article', 'type', 'population', 'population_total', 'members', 'departements']
rows.epci = write('epci', groupColumns, groupRows(epcis))
rows.ept = write('ept', groupColumns, groupRows(epts))
rows.departements = write('departements', ['code', 'name', 'article', 'region', 'seat'],
  departements.map(row => [row.code, clean(row.nom), article(row), row.region, row.chefLieu]))
rows.regions = write('regions', ['code', 'name', 'article', 'seat'],
  regions.map(row => [row.code, clean(row.nom), article(row), row.chefLieu]))

// What the package cannot say and a reader would otherwise get wrong. Shown in the interface, hence in French; our own words.
const corsica = 'Depuis le 1er janvier 2018, la Collectivité de Corse est à la fois département et région.'
const alsace = "Depuis le 1er janvier 2021, la Collectivité européenne d'Alsace exerce les compétences départementales."
const single = 'Collectivité unique : elle exerce les compétences du département et de la région.'
const overseas = "Collectivité d'outre-mer : ses compétences sont fixées par une loi organique."
const unpeopled = 'Territoire sans population permanente ni conseil municipal.'
const notes = [
  ['Departement', '2A', corsica], ['Departement', '2B', corsica], ['Region', '94', corsica],
  ['Departement', '67', alsace], ['Departement', '68', alsace],
  ['Departement', '69', 'Circonscription entière : dans les communes de la Métropole de Lyon, les compétences départementales '
    + 'reviennent à la Métropole.'],
  ['Departement', '75', 'Depuis le 1er janvier 2019, la Ville de Paris est à la fois commune et département.'],
  ['Departement', '972', single], ['Region', '02', single], ['Departement', '973', single], ['Region', '03', single],
  ['Departement', '976', single], ['Region', '06', single],
  ...['975', '977', '978', '986', '987'].flatMap(code => [['Departement', code, overseas], ['Region', code, overseas]]),
  ...['Departement', 'Region'].map(kind => [kind, '988', 'Collectivité à statut particulier : ses compétences sont fixées par '
    + 'une loi organique.']),
  ...['984', '989'].flatMap(code => [['Departement', code, unpeopled], ['Region', code, unpeopled]]),
  ...communes.filter(row => row.population === undefined).map(row => ['Commune', row.code, unpeopled]),
  ...communes.filter(row => row.departement === '986').map(row => ['Commune', row.code,
    "Circonscription territoriale de Wallis-et-Futuna : ce n'est pas une commune."]),
  ...['97701', '97801'].map(code => ['Commune', code, "Collectivité d'outre-mer qui exerce aussi les compétences d'une commune."]),
  ...communes.filter(row => row.population === 0).map(row => ['Commune', row.code,
    'Village détruit en 1916, sans habitant : une commission municipale nommée par le préfet tient lieu de conseil municipal.']),
  ['Epci', '200046977', 'Collectivité territoriale à statut particulier : elle exerce aussi les compétences du département.'],
  ['Epci', '200054781', 'Hors Paris, ses communes appartiennent aussi à un établissement public territorial.'],
]
// A narrow mistake here would show on screen: high punctuation takes a no-break space in French.
rows.notes = write('notes', ['kind', 'code', 'note'], notes.map(([kind, code, note]) => [kind, code, note.replace(/ ([:;!?])/g, '\u00A0$1')]))

const licence = 'Licence Ouverte 2.0'
const cog = 'https://www.insee.fr/fr/information/2560452'
const dgcl = 'https://www.collectivites-locales.gouv.fr/institutions/liste-et-composition-des-epci-fiscalite-propre'
const overseasPopulations = 'https://www.insee.fr/fr/statistiques/8680702'
const datasets = [
  ['communes', 'communes', 2026, '2026-01-01', 'Code officiel géographique', 'Insee', cog],
  ['population', 'communes', 2023, '2026-01-01', 'Populations de référence (population municipale)', 'Insee',
    'https://www.insee.fr/fr/statistiques/8680726'],
  // Bodies that the yearly figures leave out; the key ends with the département. Years: Insee 8680702, and the package for Mayotte.
  ['population-976', 'communes', 2017, '', 'Recensement de Mayotte (population municipale)', 'Insee',
    'https://www.insee.fr/fr/statistiques/3291775'],
  ['population-986', 'communes', 2023, '', 'Recensement de Wallis-et-Futuna', 'Insee', overseasPopulations],
  ['population-987', 'communes', 2022, '', 'Recensement de la Polynésie française', 'Insee', overseasPopulations],
  ['population-988', 'communes', 2025, '', 'Recensement de la Nouvelle-Calédonie', 'Insee', overseasPopulations],
  ['population-total', 'communes', 2022, '2025-01-01', 'Population totale, liste des EPCI à fiscalité propre', 'DGCL', dgcl],
  ['population-groups', 'epci', 2022, '2025-01-01', 'Populations, liste des EPCI à fiscalité propre', 'DGCL', dgcl],
  ['siren-communes', 'communes', 2025, '2025-01-01', 'Liste des EPCI à fiscalité propre', 'DGCL', dgcl],
  ['postal-codes', 'communes', 2026, '', 'Base officielle des codes postaux', 'La Poste',
    'https://www.data.gouv.fr/fr/datasets/base-officielle-des-codes-postaux/'],
  ['epci', 'epci', 2025, '2025-01-01', 'Liste des EPCI à fiscalité propre', 'DGCL', dgcl],
  ['ept', 'ept', 2025, '2025-01-01', 'Établissements publics territoriaux', 'Insee',
    'https://www.insee.fr/fr/information/2510634'],
  ['departements', 'departements', 2025, '2025-01-01', 'Code officiel géographique', 'Insee', cog],
  ['regions', 'regions', 2025, '2025-01-01', 'Code officiel géographique', 'Insee', cog],
  ['notes', 'notes', 2026, '', 'Précisions', 'OpenDataAnimation', ''],
]
write('datasets', ['key', 'file', 'vintage', 'in_force', 'title', 'producer', 'url', 'licence', 'via', 'rows'],
  datasets.map(([key, file, vintage, inForce, title, producer, url]) => [key, file, vintage, inForce, title, producer, url,
    key === 'notes' ? '' : licence, key === 'notes' ? '' : `@etalab/decoupage-administratif ${version}`, rows[file]]))

const names = new Map()
for (const row of communes) {
  names.set(row.nom, (names.get(row.nom) ?? 0) + 1)
}
const crossing = key => epcis.filter(group => new Set(group.membres.map(m => communeByCode.get(m.code)[key])).size > 1).length
console.log({
  ...rows,
  homonymousNames: [...names.values()].filter(count => count > 1).length,
  withoutEpci: communes.filter(row => !epciOf.has(row.code)).length,
  withoutSiren: communes.length - sirens.length,
  epciAcrossDepartements: crossing('departement'),
  epciAcrossRegions: crossing('region'),
})
