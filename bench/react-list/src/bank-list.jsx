import Avatar from '@mui/material/Avatar'
import Container from '@mui/material/Container'
import CssBaseline from '@mui/material/CssBaseline'
import ListItemAvatar from '@mui/material/ListItemAvatar'
import ListItemButton from '@mui/material/ListItemButton'
import ListItemText from '@mui/material/ListItemText'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { List } from 'react-window'
import { bankSearch } from './bank-search.js'

/** What our page does, as a React developer would write it: 6,000 banks, a virtualised list, search that forgives. */
export function BankList() {
  const [banks, setBanks] = useState([])
  const [typed, setTyped] = useState('')
  const query = useDeferredValue(typed)
  useEffect(() => {
    void fetch('/banks.json')
      .then((answer) => answer.json())
      .then(setBanks)
  }, [])
  const search = useMemo(() => bankSearch(banks), [banks])
  const found = useMemo(() => (query.trim() === '' ? banks : search(query)), [banks, search, query])
  return (
    <>
      <CssBaseline />
      <Container maxWidth="xs" sx={{ py: 2 }}>
        <Typography variant="h6" component="h1" gutterBottom>
          Choose your bank
        </Typography>
        <TextField
          id="q"
          type="search"
          fullWidth
          placeholder="Name of your bank"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <div id="banks">
          <List
            rowComponent={Row}
            rowCount={found.length}
            rowHeight={56}
            rowProps={{ found }}
            style={{ height: 440 }}
          />
        </div>
      </Container>
    </>
  )
}

function Row({ index, style, found }) {
  const bank = found[index]
  return (
    <ListItemButton component="button" style={style} value={bank.id}>
      <ListItemAvatar>
        <Avatar variant="rounded">{bank.name.slice(0, 2).toUpperCase()}</Avatar>
      </ListItemAvatar>
      <ListItemText primary={bank.name} secondary={bank.countries.join(', ')} />
    </ListItemButton>
  )
}
