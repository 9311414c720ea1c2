import { HttpClient, HttpParams } from '@angular/common/http'
import { environment } from '../environments/environment'

export class BankService {
  constructor(private readonly http: HttpClient) {}

  link(session: string): string {
    const params = new HttpParams()
      .set('session_id', session)
      .set('captive_mode', 'true')
      .set('redirect_uri', environment.back)
    return `${environment.embed}/widget/add_connection?${params.toString()}`
  }

  open(accessToken: string) {
    return this.http.post(environment.embed + '/widget_session', {
      access_token: accessToken,
      client_id: environment.clientId,
      client_secret: environment.clientSecret,
      redirect_uri: environment.back,
    })
  }
}
