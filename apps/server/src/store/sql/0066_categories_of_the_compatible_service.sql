-- Categories that the compatible service is known to have go by its ids. Each change is told by the feed, as it is one.
update transaction set category_id = case category_id
    when 'GROCERIES' then 'SUPERMARKET'
    when 'FOOD' then 'DAILY_LIFE'
    when 'CLOTHING' then 'DRESSING'
    when 'LOAN_REPAYMENT' then 'CONSUMER_LOAN'
  end
where category_id in ('GROCERIES', 'FOOD', 'CLOTHING', 'LOAN_REPAYMENT');
