/** IANA registries, the ledger of normative clauses, and the annotation that ties code to it. */
module org.yett.spec {
  exports org.yett.spec;
  exports org.yett.spec.evidence;
  exports org.yett.spec.iana;
  exports org.yett.spec.ledger;
  exports org.yett.spec.text;
}
