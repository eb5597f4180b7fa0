const a = "b
;
