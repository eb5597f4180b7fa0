const a = error.;
