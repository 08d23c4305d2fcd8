/** {@code yett demo}: two gateways on one machine, with packets between them. */
package org.yett.gateway.demo;
