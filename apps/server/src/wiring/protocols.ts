import type { OptionSchemas } from '@raccord/catalogue'
import { berlinGroup, berlinGroupOptions } from '@raccord/connector-berlin-group'
import { enableBanking, enableBankingOptions } from '@raccord/connector-enable-banking'
import { fints, fintsOptions } from '@raccord/connector-fints'
import type { Connector } from '@raccord/connector-kit'
import { openBankingUk, openBankingUkOptions } from '@raccord/connector-openbanking-uk'
import { stet, stetOptions } from '@raccord/connector-stet'
import { woob, woobOptions } from '@raccord/connector-woob'

/** Every protocol that is spoken here: who speaks it, and the schema of a bank's options. The only list of them. */
const protocols = [
  { connector: berlinGroup, options: berlinGroupOptions },
  { connector: stet, options: stetOptions },
  { connector: openBankingUk, options: openBankingUkOptions },
  { connector: enableBanking, options: enableBankingOptions },
  { connector: fints, options: fintsOptions },
  { connector: woob, options: woobOptions },
]

export const connectors: readonly Connector[] = protocols.map(({ connector }) => connector)

export const optionSchemas: OptionSchemas = Object.fromEntries(
  protocols.map(({ connector, options }) => [connector.protocol, options]),
)
