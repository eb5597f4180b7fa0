const a = 'b';
