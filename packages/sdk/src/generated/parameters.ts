// Written from the table of parameters (UPDATE_DOCS=1 npm test -- sdk-source). Not to be edited.

/** What a link of the widget can say. Lists are joined by commas for you. */
export interface WidgetParameters {
  /** Where the person goes at the end. Without it, the widget’s own /success page. */ readonly redirect_url?: string
  /** Where the person goes when he cancels. Without it no cancel button is drawn. */ readonly cancel_url?: string
  /** Page of the client that hosts the widget: the bank’s return goes there, and it opens the widget again. */ readonly aspsp_callback_uri?: string
  /** Keep the person until the last transaction is in. */ readonly wait_sync_end?: boolean
  /** The person chooses which accounts are shared. */ readonly consent_per_account?: boolean
  /** ALL, PAYMENT (checking and cards) or OTHER (loans and savings). */ readonly expected_account_types?: 'ALL' | 'PAYMENT' | 'OTHER'
  /** Seconds before the success screen goes to redirect_url; 0 at once. */ readonly congrats_bypass_delay?: number
  /** ISO 3166-1 alpha-2, comma list: only their providers. */ readonly countries?: readonly string[]
  /** Provider ids, comma list: drawn first, in this order. */ readonly favorite_providers?: readonly string[]
  /** English, French, Italian, Spanish or German; by default the browser’s language. */ readonly locale?: string
  /** Title of your consent text, plain text. */ readonly terms_header?: string
  /** Your consent text, plain text with line breaks. Present and empty skips the screen (own licence). */ readonly terms_body?: string
  /** false: a single reading, no refresh in the background. */ readonly auto_sync?: boolean
  /** true: "Add another bank" after success; one return, `connection_id` is a comma list. */ readonly several_connections?: boolean
  /** Skip the bank list. */ readonly provider_id?: string
  /** The connection this is about. */ readonly connection_id?: string
  /** Name of a font family installed on the device. */ readonly font?: string
  /** Colour of the text, as CSS writes it: a name, #rrggbb, rgb(). */ readonly font_color?: string
  /** Colour of buttons and links, as CSS writes it: a name, #rrggbb, rgb(). */ readonly elements_color?: string
  /** light, dark or auto (the setting of the device, unless a `paper` decides). */ readonly scheme?: 'light' | 'dark' | 'auto'
  /** Colour of the background; without `scheme` it decides between light and dark. */ readonly paper?: string
  /** Roundness of corners, 0 to 24 pixels. */ readonly radius?: number
}

/** Which endpoint reads which. */
export interface ParametersOf {
  readonly add_connection: Pick<WidgetParameters, 'redirect_url' | 'cancel_url' | 'aspsp_callback_uri' | 'wait_sync_end' | 'consent_per_account' | 'expected_account_types' | 'congrats_bypass_delay' | 'countries' | 'favorite_providers' | 'locale' | 'terms_header' | 'terms_body' | 'auto_sync' | 'several_connections' | 'provider_id' | 'font' | 'font_color' | 'elements_color' | 'scheme' | 'paper' | 'radius'>
  readonly edit_credentials: Pick<WidgetParameters, 'redirect_url' | 'cancel_url' | 'aspsp_callback_uri' | 'wait_sync_end' | 'consent_per_account' | 'expected_account_types' | 'congrats_bypass_delay' | 'locale' | 'terms_header' | 'terms_body' | 'connection_id' | 'font' | 'font_color' | 'elements_color' | 'scheme' | 'paper' | 'radius'>
  readonly user_input: Pick<WidgetParameters, 'redirect_url' | 'cancel_url' | 'aspsp_callback_uri' | 'wait_sync_end' | 'consent_per_account' | 'expected_account_types' | 'congrats_bypass_delay' | 'locale' | 'terms_header' | 'terms_body' | 'connection_id' | 'font' | 'font_color' | 'elements_color' | 'scheme' | 'paper' | 'radius'>
  readonly manage_accounts: Pick<WidgetParameters, 'redirect_url' | 'cancel_url' | 'aspsp_callback_uri' | 'wait_sync_end' | 'consent_per_account' | 'expected_account_types' | 'congrats_bypass_delay' | 'locale' | 'terms_header' | 'terms_body' | 'connection_id' | 'font' | 'font_color' | 'elements_color' | 'scheme' | 'paper' | 'radius'>
}
