import { done, open } from './open.ts'

// The single file of a `<script>`: loaded twice, the first one stays.
const page = window as { raccord?: { open: typeof open; done: typeof done } }
page.raccord ??= { open, done }
