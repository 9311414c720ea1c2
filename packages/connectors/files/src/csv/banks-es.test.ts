import { expect, it } from 'vitest'
import { type BankFile, saidOfFile } from '../testing/said-of-file.ts'

const files: readonly BankFile[] = [
  {
    bank: 'BBVA',
    lines: [
      'Fecha;F.Valor;Concepto;Movimiento;Importe;Divisa;Disponible;Divisa;Observaciones',
      '25/03/2026;25/03/2026;CAFE;Pago con tarjeta;-12,30;EUR;987,70;EUR;4940 CAFE',
      '24/03/2026;24/03/2026;Transferencia;ACME;1.000,00;EUR;1.000,00;EUR;Nomina',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | CAFE / Pago con tarjeta / 4940 CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | Transferencia / ACME / Nomina |  | BOOKED | not told',
    ],
  },
  {
    bank: 'Santander',
    lines: [
      'FECHA OPERACIÓN;FECHA VALOR;CONCEPTO;IMPORTE EUR;SALDO',
      '25/03/2026;26/03/2026;Pago CAFE;-12,30;987,70',
      '24/03/2026;24/03/2026;Nomina ACME;1.000,00;1.000,00',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | Pago CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | Nomina ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'CaixaBank',
    lines: [
      'Fecha;Fecha valor;Movimiento;Más datos;Importe;Saldo',
      '25/03/2026;25/03/2026;CAFE;Tarjeta;-12,30EUR;987,70EUR',
      '24/03/2026;24/03/2026;ACME;Nomina;1.000,00EUR;1.000,00EUR',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'imagin',
    lines: [
      'Concepto;Fecha;Importe;Saldo',
      'CAFE;25/03/2026;-12,30EUR;987,70EUR',
      'ACME;24/03/2026;1.000,00EUR;1.000,00EUR',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'Sabadell, no header',
    currency: 'EUR',
    lines: ['25/03/2026|CAFE|25/03/2026|-12,30|987,70|1234|', '24/03/2026|ACME|24/03/2026|1000,00|1000,00|1233|'],
    says: ['unclear: columns'],
  },
  {
    bank: 'Bankinter',
    lines: [
      'Fecha contable;Fecha valor;Descripción;Importe;Saldo;Divisa',
      '25/03/2026;25/03/2026;CAFE;-12,30;987,70;EUR',
      '24/03/2026;24/03/2026;ACME;1.000,00;1.000,00;EUR',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'ING',
    lines: [
      'F. VALOR;CATEGORÍA;SUBCATEGORÍA;DESCRIPCIÓN;COMENTARIO;IMAGEN;IMPORTE (€);SALDO (€)',
      '25/03/2026;Ocio;Cafes;Pago en CAFE;;No;-12,30;987,70',
      '24/03/2026;Ingresos;Nomina;Nomina ACME;;No;1.000,00;1.000,00',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | Pago en CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | Nomina ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'Openbank',
    currency: 'EUR',
    lines: [
      'Fecha Operación;Fecha Valor;Concepto;Importe;Saldo',
      '25/03/2026;26/03/2026;CAFE;-12,30;987,70',
      '24/03/2026;24/03/2026;ACME;1.000,00;1.000,00',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'Unicaja',
    lines: [
      'Fecha de operación;Fecha valor;Concepto;Importe;Divisa;Saldo;Divisa;Nº mov;Oficina;Categoría',
      '25/03/2026;26/03/2026;CAFE;-12,30;EUR;987,70;EUR;12;0001;Ocio',
      '24/03/2026;24/03/2026;ACME;1.000,00;EUR;1.000,00;EUR;11;0001;Nomina',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'Abanca',
    lines: [
      'Fecha ctble;Fecha valor;Concepto;Saldo;Importe;Divisa;Concepto ampliado',
      '25/03/2026;26/03/2026;CAFE;987,70;-12,30;EUR;Tarjeta',
      '24/03/2026;24/03/2026;ACME;1.000,00;1.000,00;EUR;Nomina',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | CAFE / Tarjeta |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | ACME / Nomina |  | BOOKED | not told',
    ],
  },
  {
    bank: 'Ibercaja',
    currency: 'EUR',
    lines: [
      'Nº Orden;Fecha Oper;Fecha Valor;Concepto;Descripción;Referencia;Importe;Saldo',
      '2;25/03/2026;26/03/2026;TARJETA;CAFE;;-12,30;987,70',
      '1;24/03/2026;24/03/2026;NOMINA;ACME;;1.000,00;1.000,00',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | TARJETA / CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | NOMINA / ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'Kutxabank',
    currency: 'EUR',
    lines: [
      'fecha;concepto;fecha valor;importe;saldo',
      '25/03/2026;CAFE;26/03/2026;-12,30;987,70',
      '24/03/2026;ACME;24/03/2026;1.000,00;1.000,00',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'with C and A, which nobody knows',
    currency: 'EUR',
    lines: ['Fecha;Concepto;Importe;C/A', '25/03/2026;CAFE;12,30;C', '24/03/2026;ACME;1.000,00;A'],
    says: ['unclear: columns'],
  },
  {
    bank: 'Cargo/Abono',
    currency: 'EUR',
    lines: ['Fecha;Concepto;Importe;Cargo/Abono', '25/03/2026;CAFE;12,30;Cargo', '24/03/2026;ACME;1.000,00;Abono'],
    says: [
      '2026-03-25 | -12.30 EUR | CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | ACME |  | BOOKED | not told',
    ],
  },
]

it.each(files.map((file) => [file.bank, file] as const))('CSV of Spain: %s', async (_bank, file) => {
  expect(await saidOfFile(file)).toEqual(file.says)
})
