/** Formal test vectors: their schema, the corpus, and what checks it. */
module org.yett.vectors {
  requires transitive org.yett.ike;
  requires org.yett.esp;
  requires com.fasterxml.jackson.annotation;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;

  exports org.yett.vectors.corpus;
  exports org.yett.vectors.exchange;
  exports org.yett.vectors.primitive;

  opens org.yett.vectors.corpus to
      com.fasterxml.jackson.databind;
  opens org.yett.vectors.exchange to
      com.fasterxml.jackson.databind;
}
