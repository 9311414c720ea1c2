// Our own option names: what goes on the wire is decided in send().
export interface WidgetOptions {
  captive_mode?: boolean
  redirect_uri?: string
}

export function open(options: WidgetOptions) {
  return send('add_connection', { captive_mode: options.captive_mode ?? true, redirect_uri: options.redirect_uri })
}
