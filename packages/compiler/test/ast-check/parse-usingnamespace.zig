pub usingnamespace a;
