/** Formal test vectors: their schema, the corpus, and what checks it. */
module org.yett.vectors {
  requires transitive org.yett.ike;
  requires org.yett.esp;
  requires com.fasterxml.jackson.databind;

  exports org.yett.vectors.primitive;
}
