import { expect, it } from 'vitest'
import { type BankFile, saidOfFile } from '../testing/said-of-file.ts'

const files: readonly BankFile[] = [
  {
    bank: 'Sparkasse, CAMT',
    lines: [
      '"Auftragskonto";"Buchungstag";"Valutadatum";"Buchungstext";"Verwendungszweck";"Glaeubiger ID";"Mandatsreferenz";"Kundenreferenz (End-to-End)";"Sammlerreferenz";"Lastschrift Ursprungsbetrag";"Auslagenersatz Ruecklastschrift";"Beguenstigter/Zahlungspflichtiger";"Kontonummer/IBAN";"BIC (SWIFT-Code)";"Betrag";"Waehrung";"Info"',
      '"DE89370400440532013000";"26.03.26";"26.03.26";"KARTENZAHLUNG";"Einkauf";"";"";"";"";"";"";"CAFE";"DE02120300000000202051";"BYLADEM1";"-4,20";"EUR";"Umsatz vorgemerkt"',
      '"DE89370400440532013000";"25.03.26";"25.03.26";"LASTSCHRIFT";"Rechnung 5";"DE98ZZZ";"M1";"E1";"";"";"";"Stadtwerke";"DE02120300000000202051";"BYLADEM1";"-12,30";"EUR";"Umsatz gebucht"',
      '"DE89370400440532013000";"24.03.26";"24.03.26";"GUTSCHRIFT";"Gehalt";"";"";"";"";"";"";"ACME";"NL91ABNA0417164300";"ABNANL2A";"1000,00";"EUR";"Umsatz gebucht"',
    ],
    says: [
      '2026-03-26 | -4.20 EUR | KARTENZAHLUNG / Einkauf | CAFE DE02120300000000202051 | PENDING | DE89370400440532013000',
      '2026-03-25 | -12.30 EUR | LASTSCHRIFT / Rechnung 5 | Stadtwerke DE02120300000000202051 | BOOKED | DE89370400440532013000',
      '2026-03-24 | 1000.00 EUR | GUTSCHRIFT / Gehalt | ACME NL91ABNA0417164300 | BOOKED | DE89370400440532013000',
    ],
  },
  {
    bank: 'Volksbank',
    lines: [
      'Bezeichnung Auftragskonto;IBAN Auftragskonto;BIC Auftragskonto;Bankname Auftragskonto;Buchungstag;Valutadatum;Name Zahlungsbeteiligter;IBAN Zahlungsbeteiligter;BIC (SWIFT-Code) Zahlungsbeteiligter;Buchungstext;Verwendungszweck;Betrag;Waehrung;Saldo nach Buchung;Bemerkung;Gekennzeichneter Umsatz;Glaeubiger ID;Mandatsreferenz',
      'Girokonto;DE89370400440532013000;GENODE61;Volksbank;25.03.2026;25.03.2026;Stadtwerke;DE02120300000000202051;BYLADEM1;Lastschrift;Rechnung 5;-12,30;EUR;987,70;;;DE98ZZZ;M1',
      'Girokonto;DE89370400440532013000;GENODE61;Volksbank;24.03.2026;24.03.2026;ACME;NL91ABNA0417164300;ABNANL2A;Gutschrift;Gehalt;1000,00;EUR;1000,00;;;;',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | Lastschrift / Rechnung 5 | Stadtwerke DE02120300000000202051 | BOOKED | DE89370400440532013000',
      '2026-03-24 | 1000.00 EUR | Gutschrift / Gehalt | ACME NL91ABNA0417164300 | BOOKED | DE89370400440532013000',
    ],
  },
  {
    bank: 'DKB',
    lines: [
      '"Girokonto";"DE89370400440532013000"',
      '""',
      '"Kontostand vom 26.03.2026:";"987,70 €"',
      '""',
      '"Buchungsdatum";"Wertstellung";"Status";"Zahlungspflichtige*r";"Zahlungsempfänger*in";"Verwendungszweck";"Umsatztyp";"IBAN";"Betrag (€)";"Gläubiger-ID";"Mandatsreferenz";"Kundenreferenz"',
      '"25.03.26";"25.03.26";"Gebucht";"Erika Muster";"Stadtwerke";"Rechnung 5";"Ausgang";"DE02120300000000202051";"-12,30";"DE98ZZZ";"M1";"E1"',
      '"24.03.26";"24.03.26";"Gebucht";"ACME";"Erika Muster";"Gehalt";"Eingang";"NL91ABNA0417164300";"1.000,00";"";"";""',
      '"26.03.26";"";"Vorgemerkt";"Erika Muster";"CAFE";"Karte";"Ausgang";"DE02120300000000202051";"-4,20";"";"";""',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | Rechnung 5 | Stadtwerke DE02120300000000202051 | BOOKED | DE89370400440532013000',
      '2026-03-24 | 1000.00 EUR | Gehalt | ACME NL91ABNA0417164300 | BOOKED | DE89370400440532013000',
      '2026-03-26 | -4.20 EUR | Karte | CAFE DE02120300000000202051 | PENDING | DE89370400440532013000',
    ],
  },
  {
    bank: 'DKB, before 2023',
    lines: [
      '"Buchungstag";"Wertstellung";"Buchungstext";"Auftraggeber / Begünstigter";"Verwendungszweck";"Kontonummer";"BLZ";"Betrag (EUR)";"Gläubiger-ID";"Mandatsreferenz";"Kundenreferenz";',
      '"25.03.2026";"25.03.2026";"Lastschrift";"Stadtwerke";"Rechnung 5";"DE02120300000000202051";"BYLADEM1";"-12,30";"DE98ZZZ";"M1";"E1";',
      '"24.03.2026";"24.03.2026";"Gutschrift";"ACME";"Gehalt";"NL91ABNA0417164300";"ABNANL2A";"1.000,00";"";"";"";',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | Lastschrift / Rechnung 5 | Stadtwerke DE02120300000000202051 | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | Gutschrift / Gehalt | ACME NL91ABNA0417164300 | BOOKED | not told',
    ],
  },
  {
    bank: 'Deutsche Bank',
    lines: [
      'Umsätze Girokonto;;;Kundennummer: 100 1234567',
      '24.03.2026 - 25.03.2026',
      'Buchungstag;Wert;Umsatzart;Begünstigter / Auftraggeber;Verwendungszweck;IBAN;BIC;Kundenreferenz;Mandatsreferenz;Gläubiger ID;Fremde Gebühren;Betrag;Abweichender Empfänger;Anzahl der Aufträge;Anzahl der Schecks;Soll;Haben;Währung',
      '25.3.2026;25.3.2026;SEPA-Lastschrift;Stadtwerke;Rechnung 5;DE02120300000000202051;BYLADEM1;E1;M1;DE98ZZZ;;;;;;-12,30;;EUR',
      '24.3.2026;24.3.2026;SEPA-Gutschrift;ACME;Gehalt;NL91ABNA0417164300;ABNANL2A;;;;;;;;;;1.000,00;EUR',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | Rechnung 5 | Stadtwerke DE02120300000000202051 | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | Gehalt | ACME NL91ABNA0417164300 | BOOKED | not told',
    ],
  },
  {
    bank: 'Commerzbank',
    lines: [
      'Buchungstag;Wertstellung;Umsatzart;Buchungstext;Betrag;Währung;Auftraggeberkonto;Bankleitzahl Auftraggeberkonto;IBAN Auftraggeberkonto;Kategorie',
      '25.03.2026;25.03.2026;Lastschrift;Stadtwerke Rechnung 5;-12,30;EUR;0532013000;37040044;DE89370400440532013000;Wohnen',
      '24.03.2026;24.03.2026;Gutschrift;ACME Gehalt;1000,00;EUR;0532013000;37040044;DE89370400440532013000;Gehalt',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | Stadtwerke Rechnung 5 |  | BOOKED | DE89370400440532013000',
      '2026-03-24 | 1000.00 EUR | ACME Gehalt |  | BOOKED | DE89370400440532013000',
    ],
  },
  {
    bank: 'ING',
    lines: [
      'Umsatzanzeige;Datei erstellt am: 26.03.2026 10:00',
      '',
      'IBAN;DE89 3704 0044 0532 0130 00',
      'Kontoname;Girokonto',
      'Saldo;987,70;EUR',
      '',
      'Buchung;Wertstellungsdatum;Auftraggeber/Empfänger;Buchungstext;Verwendungszweck;Saldo;Währung;Betrag;Währung',
      '25.03.2026;25.03.2026;Stadtwerke;Lastschrift;Rechnung 5;987,70;EUR;-12,30;EUR',
      '24.03.2026;24.03.2026;ACME;Gehalt/Rente;Gehalt;1.000,00;EUR;1.000,00;EUR',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | Lastschrift / Rechnung 5 | Stadtwerke | BOOKED | DE89370400440532013000',
      '2026-03-24 | 1000.00 EUR | Gehalt/Rente / Gehalt | ACME | BOOKED | DE89370400440532013000',
    ],
  },
  {
    bank: 'Comdirect',
    lines: [
      '"Umsätze Girokonto ";"Zeitraum: 30 Tage";',
      '"Neuer Kontostand";"987,70 EUR";',
      '',
      '"Buchungstag";"Wertstellung (Valuta)";"Vorgang";"Buchungstext";"Umsatz in EUR";',
      '"offen";"27.03.2026";"Kartenverfügung";"CAFE";"-4,20";',
      '"25.03.2026";"25.03.2026";"Lastschrift / Belastung";"Stadtwerke Rechnung 5";"-12,30";',
      '"24.03.2026";"24.03.2026";"Übertrag / Überweisung";"ACME Gehalt";"1.000,00";',
    ],
    says: [
      '2026-03-27 | -4.20 EUR | CAFE |  | PENDING | not told',
      '2026-03-25 | -12.30 EUR | Stadtwerke Rechnung 5 |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | ACME Gehalt |  | BOOKED | not told',
    ],
  },
  {
    bank: 'Postbank',
    lines: [
      'Buchungstag;Wert;Umsatzart;Begünstigter / Auftraggeber;Verwendungszweck;IBAN / Kontonummer;BIC;Kundenreferenz;Mandatsreferenz;Gläubiger ID;Fremde Gebühren;Betrag;Abweichender Empfänger;Anzahl der Aufträge;Anzahl der Schecks;Soll;Haben;Währung',
      '25.3.2026;25.3.2026;SEPA Lastschrift;Stadtwerke;Rechnung 5;DE02120300000000202051;BYLADEM1;E1;M1;DE98ZZZ;;-12,30;;;;-12,30;;EUR',
      '24.3.2026;24.3.2026;SEPA Gutschrift;ACME;Gehalt;NL91ABNA0417164300;ABNANL2A;;;;;1.000,00;;;;;1.000,00;EUR',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | Rechnung 5 | Stadtwerke DE02120300000000202051 | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | Gehalt | ACME NL91ABNA0417164300 | BOOKED | not told',
    ],
  },
  {
    bank: 'HypoVereinsbank',
    lines: [
      'Kontonummer;Buchungsdatum;Valuta;Empfaenger 1;Empfaenger 2;Verwendungszweck;Betrag;Waehrung',
      '0532013000;25.03.2026;25.03.2026;Stadtwerke;;Rechnung 5;-12,30;EUR',
      '0532013000;24.03.2026;24.03.2026;ACME;;Gehalt;1.000,00;EUR',
      '0532013000;23.03.2026;23.03.2026;ACME;;Spesen;5,00;EUR',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | Rechnung 5 | Stadtwerke | BOOKED | 0532013000',
      '2026-03-24 | 1000.00 EUR | Gehalt | ACME | BOOKED | 0532013000',
      '2026-03-23 | 5.00 EUR | Spesen | ACME | BOOKED | 0532013000',
    ],
  },
  {
    bank: 'Consorsbank',
    lines: [
      'Buchung;Valuta;Sender / Empfänger;IBAN / Konto-Nr.;BIC / BLZ;Buchungstext;Verwendungszweck;Kategorie;Stichwörter;Umsatz geteilt;Betrag in EUR',
      '25.03.2026;25.03.2026;Stadtwerke;DE02120300000000202051;BYLADEM1;LASTSCHRIFT;Rechnung 5;Wohnen;;;-12,30',
      '24.03.2026;24.03.2026;ACME;NL91ABNA0417164300;ABNANL2A;GUTSCHRIFT;Gehalt;Gehalt;;;1.000,00',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | LASTSCHRIFT / Rechnung 5 | Stadtwerke DE02120300000000202051 | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | GUTSCHRIFT / Gehalt | ACME NL91ABNA0417164300 | BOOKED | not told',
    ],
  },
  {
    bank: '1822direkt',
    currency: 'EUR',
    lines: [
      'Kontonummer;Datum/Zeit;Buchungstag;Wertstellung;Soll/Haben;Buchungsschlüssel;Buchungsart;Empfänger/Auftraggeber Name;Empfänger/Auftraggeber IBAN;Empfänger/Auftraggeber BIC;Glaeubiger-ID;Mandatsreferenz;Mandatsdatum;Vwz.0;Vwz.1',
      '1234567;25.03.2026 08:00;25.03.2026;25.03.2026;-12,30;005;LASTSCHRIFT;Stadtwerke;DE02120300000000202051;BYLADEM1;;;;Rechnung 5;',
      '1234567;24.03.2026 08:00;24.03.2026;24.03.2026;1.000,00;051;GUTSCHRIFT;ACME;NL91ABNA0417164300;ABNANL2A;;;;Gehalt;',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | Rechnung 5 | Stadtwerke DE02120300000000202051 | BOOKED | 1234567',
      '2026-03-24 | 1000.00 EUR | Gehalt | ACME NL91ABNA0417164300 | BOOKED | 1234567',
    ],
  },
  {
    bank: 'with S and H, no word above them',
    lines: [
      'Buchungstag;Verwendungszweck;Betrag;;Währung',
      '25.03.2026;Rechnung 5;12,30;S;EUR',
      '24.03.2026;Gehalt;1.000,00;H;EUR',
    ],
    says: ['unclear: columns'],
  },
  {
    bank: 'Soll/Haben of its own',
    lines: [
      'Buchungstag;Verwendungszweck;Betrag;Soll/Haben;Währung',
      '25.03.2026;Rechnung 5;12,30;S;EUR',
      '24.03.2026;Gehalt;1.000,00;H;EUR',
      '23.03.2026;Umbuchung;7,00;?;EUR',
    ],
    says: ['unclear: columns'],
  },
]

it.each(files.map((file) => [file.bank, file] as const))('CSV of Germany: %s', async (_bank, file) => {
  expect(await saidOfFile(file)).toEqual(file.says)
})
