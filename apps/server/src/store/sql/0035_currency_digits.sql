-- Minor units follow ISO 4217 (packages/contract, currencies.ts). Until now their number was taken from the runtime's display
-- data (CLDR), which leaves out the digits of the currencies below: what is stored of them counts in whole units.
--
-- What the display data rounded away is not in these columns any more: 1234.56 HUF rests as 1235 and becomes 1235.00. Therefore
-- the history of these accounts is read once more, and each entry that the bank still sends takes its exact amount again (it is
-- known by the key that its rounded form had). Older ones keep the rounded amount; the entry as sent is in its sealed page.
create temporary table digits_left_out (currency text primary key, factor bigint not null) on commit drop;
insert into digits_left_out
  select currency, 100 from unnest(array['AFN', 'ALL', 'COP', 'HUF', 'IDR', 'IRR', 'KPW', 'LAK', 'LBP', 'MGA', 'MMK', 'MRO', 'PKR',
    'SLL', 'SOS', 'STD', 'SYP', 'TMM', 'YER', 'ZMK', 'ZWD']) as currency
  union all select 'IQD', 1000;

create or replace function pg_temp.with_digits(money jsonb) returns jsonb language sql as $$
  select case when money->>'minor' is null then money
    else jsonb_set(money, '{minor}', to_jsonb((money->>'minor')::numeric * coalesce(
      (select factor from digits_left_out where currency = money->>'currency'), 1))) end
$$;

update account set history_at = null
  where currency in (select currency from digits_left_out)
    or exists (select from transaction t join digits_left_out d on d.currency = t.currency where t.account_id = account.id);

-- Beyond 2^53 no amount is read from a bank: none of these can get there.
update transaction t set amount_minor = t.amount_minor * d.factor
  from digits_left_out d where d.currency = t.currency and abs(t.amount_minor) < 9007199254740991 / d.factor;

update transaction set original = jsonb_set(original, '{amount}', pg_temp.with_digits(original->'amount'))
  where original->'amount'->>'currency' in (select currency from digits_left_out);

update account a set balance_minor = a.balance_minor * d.factor
  from digits_left_out d where d.currency = a.currency and abs(a.balance_minor) < 9007199254740991 / d.factor;

update account set balances = (
    select jsonb_agg(case when balance ? 'amount'
      then jsonb_set(balance, '{amount}', pg_temp.with_digits(balance->'amount')) else balance end order by place)
    from jsonb_array_elements(balances) with ordinality as one (balance, place))
  where exists (select from jsonb_array_elements(balances) as one (balance)
    where one.balance->'amount'->>'currency' in (select currency from digits_left_out));

drop function pg_temp.with_digits(jsonb);

-- Whole card numbers that a bank sent unmasked: as all others from now on, the first six and the last four digits.
update account set
    number = left(regexp_replace(number, '[ -]', '', 'g'), 6)
      || repeat('X', length(regexp_replace(number, '[ -]', '', 'g')) - 10)
      || right(regexp_replace(number, '[ -]', '', 'g'), 4)
  where type = 'CREDIT_CARD' and iban is null and regexp_replace(number, '[ -]', '', 'g') ~ '^[0-9]{12,19}$';
update account set name = regexp_replace(name, '^(\d{6})\d+(\d{4})$', '\1XXXXXX\2')
  where type = 'CREDIT_CARD' and name ~ '^\d{12,19}$';
update account a set identity_key = 'pan:' || left(number, 6) || '*' || right(number, 4) || ':' || currency || ':' || type
  where type = 'CREDIT_CARD' and identity_key ~ '^number:[0-9]{12,19}:' and number like '%XX%'
    and not exists (select from account other where other.connection_id = a.connection_id and other.id <> a.id
      and other.identity_key = 'pan:' || left(a.number, 6) || '*' || right(a.number, 4) || ':' || a.currency || ':' || a.type);
