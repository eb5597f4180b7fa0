fn f() ///
return a;
