/** WIRE §6: `postMessage` of the surface that ends the journey, and the origins it may go to. */
export interface ReturnMessage {
  readonly targetOrigins: readonly string[]
  readonly data: {
    readonly eventName: 'redirect_to'
    readonly redirect_url: string
    readonly status: 'success' | 'error' | 'cancelled'
    readonly result?: 'created' | 'updated' | 'deleted'
    readonly connection_id?: string
  }
}
