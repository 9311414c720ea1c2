/** A user, a link for him and what he connected, by hand in a shell: the README has the same lines, and a test runs them. */
export function firstCalls(url: string, client: { readonly id: string; readonly secret: string }): string {
  return `R=${url}
US="client_id=${client.id}&client_secret=${client.secret}"
field() { sed -E "s/.*\\"$1\\":\\"([^\\"]*)\\".*/\\1/"; }

# 1. A token of your application, and with it a user
APP=$(curl -s $R/token -d "$US&grant_type=client_credentials&scope=users_create" | field access_token)
curl -s -i $R/v2.1/users -H "Authorization: Bearer $APP" -d "email=ada@example.com&password=correct-horse-battery"; echo

# 2. A token of that user, and with it a widget session
ADA=$(curl -s $R/token -d "$US&grant_type=password&username=ada@example.com&password=correct-horse-battery" | field access_token)
LINK=$(curl -s $R/v2.1/widget_session -d "$US&access_token=$ADA" | field add_connection)

# 3. A person opens this link and connects an account (every parameter is optional)
echo "$LINK&expected_account_types=ALL&locale=en"

# 4. From then on
curl -s $R/v2.1/accounts -H "Authorization: Bearer $ADA"
curl -s "$R/v2.1/transactions?limit=5" -H "Authorization: Bearer $ADA"`
}
