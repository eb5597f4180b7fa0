const a = b+ c;
