import { ConnectButton } from './connect-button.tsx'

export default function Page() {
  return (
    <main>
      <ConnectButton />
    </main>
  )
}
