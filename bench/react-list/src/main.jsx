import { createRoot } from 'react-dom/client'
import { BankList } from './bank-list.jsx'

createRoot(document.getElementById('root')).render(<BankList />)
