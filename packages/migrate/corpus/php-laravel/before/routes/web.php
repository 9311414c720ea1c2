<?php

Route::get('/widget/add_connection', [BankController::class, 'connect']);
Route::get('/bank/done', [BankController::class, 'done'])->name('bank.done');
