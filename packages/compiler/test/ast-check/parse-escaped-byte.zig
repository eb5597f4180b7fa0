const a = "b\c";
