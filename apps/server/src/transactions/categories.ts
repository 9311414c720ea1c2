import type { Localized } from '@raccord/contract'

export type CategoryKind = 'INCOME' | 'EXPENSE' | 'TRANSFER' | 'OTHER'

export interface Category {
  readonly type: CategoryKind
  readonly parent?: string
  readonly label: Localized
}

/** In the order of `locales`: one that is missing does not compile. */
type Words = readonly [en: string, fr: string, it: string, es: string, de: string]

const row = (type: CategoryKind, [en, fr, it, es, de]: Words, parent?: string): Category => ({
  type,
  label: { en, fr, it, es, de },
  ...(parent ? { parent } : {}),
})

/**
 * Every category, once. `GET /categories` is this table; ids are never reused for another meaning. Those that the compatible service is
 * known to have go by its ids, its spelling included.
 */
export const categories = {
  INCOME: row('INCOME', ['Income', 'Revenus', 'Entrate', 'Ingresos', 'Einnahmen']),
  SALARY: row('INCOME', ['Salary', 'Salaire', 'Stipendio', 'Nómina', 'Gehalt'], 'INCOME'),
  BENEFITS: row(
    'INCOME',
    ['Benefits and grants', 'Aides et bourses', 'Sussidi e borse', 'Ayudas y becas', 'Sozialleistungen und Stipendien'],
    'INCOME',
  ),
  PENSION: row('INCOME', ['Pension', 'Retraite', 'Pensione', 'Pensión', 'Rente'], 'INCOME'),
  REFUNDS: row('INCOME', ['Refunds', 'Remboursements', 'Rimborsi', 'Reembolsos', 'Erstattungen'], 'INCOME'),
  INVESTMENT_INCOME: row(
    'INCOME',
    [
      'Interest and dividends',
      'Intérêts et dividendes',
      'Interessi e dividendi',
      'Intereses y dividendos',
      'Zinsen und Dividenden',
    ],
    'INCOME',
  ),
  LOAN_RECEIVED: row(
    'INCOME',
    ['Loan received', 'Crédit reçu', 'Prestito ricevuto', 'Préstamo recibido', 'Erhaltener Kredit'],
    'INCOME',
  ),
  TRANSFER_RECEIVED: row(
    'INCOME',
    ['Transfer received', 'Virement reçu', 'Bonifico ricevuto', 'Transferencia recibida', 'Erhaltene Überweisung'],
    'INCOME',
  ),
  OTHER_INCOME: row(
    'INCOME',
    ['Other income', 'Autres revenus', 'Altre entrate', 'Otros ingresos', 'Sonstige Einnahmen'],
    'INCOME',
  ),

  EXPENSES: row('EXPENSE', ['Expenses', 'Dépenses', 'Uscite', 'Gastos', 'Ausgaben']),
  TRANSFER_SENT: row(
    'EXPENSE',
    ['Transfer sent', 'Virement émis', 'Bonifico inviato', 'Transferencia enviada', 'Gesendete Überweisung'],
    'EXPENSES',
  ),
  CHECKS: row('EXPENSE', ['Cheques', 'Chèques', 'Assegni', 'Cheques', 'Schecks'], 'EXPENSES'),
  OTHER_EXPENSES: row(
    'EXPENSE',
    ['Other expenses', 'Autres dépenses', 'Altre uscite', 'Otros gastos', 'Sonstige Ausgaben'],
    'EXPENSES',
  ),

  HOUSING: row('EXPENSE', ['Home', 'Logement', 'Casa', 'Vivienda', 'Wohnen']),
  RENT: row('EXPENSE', ['Rent', 'Loyer', 'Affitto', 'Alquiler', 'Miete'], 'HOUSING'),
  MORTGAGE: row('EXPENSE', ['Mortgage', 'Crédit immobilier', 'Mutuo', 'Hipoteca', 'Baufinanzierung'], 'HOUSING'),
  ENERGY: row(
    'EXPENSE',
    ['Energy and water', 'Énergie et eau', 'Energia e acqua', 'Energía y agua', 'Energie und Wasser'],
    'HOUSING',
  ),
  TELECOM: row(
    'EXPENSE',
    [
      'Phone and internet',
      'Téléphone et internet',
      'Telefono e internet',
      'Teléfono e internet',
      'Telefon und Internet',
    ],
    'HOUSING',
  ),
  HOME_SUPPLIES: row(
    'EXPENSE',
    [
      'Furniture and DIY',
      'Ameublement et bricolage',
      'Arredamento e fai da te',
      'Muebles y bricolaje',
      'Möbel und Baumarkt',
    ],
    'HOUSING',
  ),

  DAILY_LIFE: row('EXPENSE', ['Daily life', 'Vie quotidienne', 'Vita quotidiana', 'Vida diaria', 'Täglicher Bedarf']),
  SUPERMARKET: row('EXPENSE', ['Groceries', 'Courses', 'Spesa', 'Supermercado', 'Lebensmittel'], 'DAILY_LIFE'),
  RESTAURANTS: row(
    'EXPENSE',
    [
      'Restaurants and takeaway',
      'Restaurants et livraison',
      'Ristoranti e asporto',
      'Restaurantes y comida a domicilio',
      'Restaurants und Lieferdienste',
    ],
    'DAILY_LIFE',
  ),
  SNAKS_ANDWORK_MEALS: row(
    'EXPENSE',
    [
      'Snacks and work meals',
      'Repas du midi et en-cas',
      'Spuntini e pranzi di lavoro',
      'Comidas de trabajo y aperitivos',
      'Mittagessen und Snacks',
    ],
    'DAILY_LIFE',
  ),
  PETS: row('EXPENSE', ['Pets', 'Animaux', 'Animali domestici', 'Mascotas', 'Haustiere'], 'DAILY_LIFE'),

  TRANSPORT: row('EXPENSE', ['Transport', 'Transports', 'Trasporti', 'Transporte', 'Mobilität']),
  FUEL: row('EXPENSE', ['Fuel', 'Carburant', 'Carburante', 'Combustible', 'Tanken'], 'TRANSPORT'),
  PUBLIC_TRANSPORT: row(
    'EXPENSE',
    [
      'Public transport and taxi',
      'Transports en commun et taxi',
      'Mezzi pubblici e taxi',
      'Transporte público y taxi',
      'Öffentlicher Verkehr und Taxi',
    ],
    'TRANSPORT',
  ),
  PARKING_TOLLS: row(
    'EXPENSE',
    ['Parking and tolls', 'Stationnement et péages', 'Parcheggi e pedaggi', 'Aparcamiento y peajes', 'Parken und Maut'],
    'TRANSPORT',
  ),
  CAR: row('EXPENSE', ['Car', 'Voiture', 'Auto', 'Coche', 'Auto'], 'TRANSPORT'),
  TRAVEL: row('EXPENSE', ['Travel', 'Voyages', 'Viaggi', 'Viajes', 'Reisen'], 'TRANSPORT'),

  SHOPPING: row('EXPENSE', ['Shopping', 'Achats', 'Acquisti', 'Compras', 'Einkäufe']),
  ONLINE_SHOPPING: row(
    'EXPENSE',
    ['Online shopping', 'Achats en ligne', 'Acquisti online', 'Compras en línea', 'Onlineshopping'],
    'SHOPPING',
  ),
  DRESSING: row('EXPENSE', ['Clothing', 'Vêtements', 'Abbigliamento', 'Ropa', 'Kleidung'], 'SHOPPING'),
  SPORTS_GOODS: row(
    'EXPENSE',
    ['Sports goods', 'Articles de sport', 'Articoli sportivi', 'Artículos deportivos', 'Sportartikel'],
    'SHOPPING',
  ),
  TOBACCO: row('EXPENSE', ['Tobacco', 'Tabac', 'Tabacco', 'Tabaco', 'Tabakwaren'], 'SHOPPING'),
  CARD_PURCHASES: row(
    'EXPENSE',
    ['Card purchases', 'Achats par carte', 'Acquisti con carta', 'Compras con tarjeta', 'Kartenzahlungen'],
    'SHOPPING',
  ),

  LEISURE: row('EXPENSE', ['Leisure', 'Loisirs', 'Tempo libero', 'Ocio', 'Freizeit']),
  SUBSCRIPTIONS: row(
    'EXPENSE',
    [
      'Music, video, games',
      'Musique, vidéo, jeux',
      'Musica, video, giochi',
      'Música, vídeo, juegos',
      'Musik, Video, Spiele',
    ],
    'LEISURE',
  ),
  SPORT: row('EXPENSE', ['Sport', 'Sport', 'Sport', 'Deporte', 'Sport'], 'LEISURE'),
  CULTURE: row('EXPENSE', ['Culture', 'Culture', 'Cultura', 'Cultura', 'Kultur'], 'LEISURE'),
  GAMBLING: row(
    'EXPENSE',
    ['Gambling', 'Jeux d’argent', 'Gioco d’azzardo', 'Juegos de azar', 'Glücksspiel'],
    'LEISURE',
  ),

  HEALTH: row('EXPENSE', ['Health', 'Santé', 'Salute', 'Salud', 'Gesundheit']),
  PHARMACY: row('EXPENSE', ['Pharmacy', 'Pharmacie', 'Farmacia', 'Farmacia', 'Apotheke'], 'HEALTH'),
  DOCTOR: row('EXPENSE', ['Doctor', 'Médecin', 'Medico', 'Médico', 'Arztbesuche'], 'HEALTH'),

  FINANCE: row('EXPENSE', ['Finance', 'Finances', 'Finanza', 'Finanzas', 'Finanzen']),
  CONSUMER_LOAN: row(
    'EXPENSE',
    ['Loan repayment', 'Remboursement de crédit', 'Rata di prestito', 'Cuota de préstamo', 'Kreditrate'],
    'FINANCE',
  ),
  INSURANCE: row('EXPENSE', ['Insurance', 'Assurances', 'Assicurazioni', 'Seguros', 'Versicherungen'], 'FINANCE'),
  BANK_FEES: row(
    'EXPENSE',
    ['Bank fees', 'Frais bancaires', 'Spese bancarie', 'Comisiones bancarias', 'Bankgebühren'],
    'FINANCE',
  ),
  TAXES: row('EXPENSE', ['Taxes', 'Impôts', 'Tasse', 'Impuestos', 'Steuern'], 'FINANCE'),

  SERVICES: row('EXPENSE', ['Services', 'Services', 'Servizi', 'Servicios', 'Dienstleistungen']),
  DIRECT_DEBITS: row(
    'EXPENSE',
    ['Direct debits', 'Prélèvements', 'Addebiti diretti', 'Recibos domiciliados', 'Lastschriften'],
    'SERVICES',
  ),
  MONEY_TRANSFER: row(
    'EXPENSE',
    [
      'Money transfer services',
      'Transfert d’argent',
      'Trasferimento di denaro',
      'Envío de dinero',
      'Geldtransferdienste',
    ],
    'SERVICES',
  ),

  TRANSFERS: row('TRANSFER', [
    'Between own accounts',
    'Entre ses comptes',
    'Tra i propri conti',
    'Entre cuentas propias',
    'Zwischen eigenen Konten',
  ]),
  INTERNAL_TRANSFERS: row(
    'TRANSFER',
    ['Internal transfer', 'Virement interne', 'Giroconto', 'Traspaso entre cuentas', 'Umbuchung'],
    'TRANSFERS',
  ),
  CASH: row('TRANSFER', ['Cash', 'Espèces', 'Contanti', 'Efectivo', 'Bargeld'], 'TRANSFERS'),
  CARD_SETTLEMENT: row(
    'TRANSFER',
    ['Card settlement', 'Débit différé', 'Saldo carta', 'Liquidación de la tarjeta', 'Kartenabrechnung'],
    'TRANSFERS',
  ),

  UNCATEGORIZED: row('OTHER', [
    'Uncategorised',
    'Non catégorisé',
    'Non classificato',
    'Sin categoría',
    'Ohne Kategorie',
  ]),
} as const satisfies Record<string, Category>

export type CategoryId = keyof typeof categories
